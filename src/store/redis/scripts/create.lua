#!lua
-- Creates the state, unless there is one. KEYS: the identity. ARGV: its fields. Returns the identity.

if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], unpack(ARGV))
end
return redis.call('HGETALL', KEYS[1])
