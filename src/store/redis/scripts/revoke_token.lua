
-- Puts a token on the denylist.

local ENTRY, DENIED = KEYS[4], KEYS[5]
local id, expires, lifetime, reason, user, sid = unpack(ARGV, 4)

local entry = read(ENTRY)
record('revoke', optional(user), optional(sid), nil, reason)
if not entry then
  redis.call('HSET', ENTRY, 'revoked', now_text, 'reason', reason)
end
if not entry or tonumber(entry.expires) < tonumber(expires) then
  redis.call('HSET', ENTRY, 'expires', expires)
  redis.call('ZADD', DENIED, expires, id)
  if lifetime == '' then
    redis.call('PERSIST', ENTRY)
  else
    redis.call('PEXPIRE', ENTRY, text(tonumber(lifetime) + HOUR))
  end
end
redis.call('ZREMRANGEBYSCORE', DENIED, '-inf', '(' .. text(now - HOUR))
return done({entry and '0' or '1'})
