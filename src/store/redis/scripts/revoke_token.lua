
-- Puts a token on the denylist.

local ENTRY, DENIED = KEYS[4], KEYS[5]
-- Beyond any lifetime that means something, and exact as a number.
local LONGEST = 1e15
local id, expires, has_end, reason, user, sid = unpack(ARGV, 5)

local entry = read(ENTRY)
record('revoke', optional(user), optional(sid), nil, reason)
if not entry then
  redis.call('HSET', ENTRY, 'revoked', now_text, 'reason', reason)
end
if not entry or tonumber(entry.expires) < tonumber(expires) then
  redis.call('HSET', ENTRY, 'expires', expires)
  redis.call('ZADD', DENIED, expires, id)
  if has_end == '1' then
    local lifetime = math.min(math.max(tonumber(expires) - present, 0), LONGEST)
    redis.call('PEXPIRE', ENTRY, text(lifetime + HOUR))
  else
    redis.call('PERSIST', ENTRY)
  end
end
redis.call('ZREMRANGEBYSCORE', DENIED, '-inf', '(' .. text(present - HOUR))
return done({entry and '0' or '1'})
