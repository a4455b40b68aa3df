
-- Forgets the failed logins of a user.

local THROTTLE, THROTTLES = KEYS[4], KEYS[5]
local id, user = unpack(ARGV, 5)

if redis.call('EXISTS', THROTTLE) == 0 then
  return {'0'}
end
record('user_unlocked', user)
redis.call('DEL', THROTTLE)
redis.call('ZREM', THROTTLES, id)
return done({'1'})
