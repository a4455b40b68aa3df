
-- Revokes a signing key, forever.

local KEY, REVOKED_KEYS = KEYS[4], KEYS[5]
local kid, reason = unpack(ARGV, 5)

if redis.call('EXISTS', KEY) == 1 then
  return {'0'}
end
record('key_revoked', nil, nil, nil, kid)
redis.call('HSET', KEY, 'revoked', now_text, 'reason', reason)
redis.call('SADD', REVOKED_KEYS, kid)
return done({'1'})
