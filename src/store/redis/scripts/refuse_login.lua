
-- Ends an attempt to log in that failed, and records it.

local THROTTLE = KEYS[4]
local was_allowed, kind, user, sid, client, detail = unpack(ARGV, 5)

local pending = redis.call('HGET', THROTTLE, 'pending')
record(kind, optional(user), optional(sid), optional(client), optional(detail))
if pending then
  -- Written in any case, so that the time does not differ.
  redis.call('HSET', THROTTLE, 'pending', text(math.max(tonumber(pending) - tonumber(was_allowed), 0)))
end
return done({'done'})
