#!lua flags=allow-oom
-- Notes the time of a step. KEYS: the identity. ARGV: the step's `now` in milliseconds. Keeps the newest of these, and how far
-- time has passed both by them and by the server's clock: what has ended by then may have expired.

local IDENTITY = KEYS[1]
local now = tonumber(ARGV[1])

local function raise(field, time)
  local former = redis.call('HGET', IDENTITY, field)
  if not former or tonumber(former) < time then
    redis.call('HSET', IDENTITY, field, string.format('%.0f', time))
  end
end

if redis.call('EXISTS', IDENTITY) == 1 then
  raise('newest', now)
  raise('passed', math.min(now, redis.call('TIME')[1] * 1000))
end
return 1
