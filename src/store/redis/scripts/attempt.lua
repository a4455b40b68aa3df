
-- Counts an attempt to log in as failed, with the lock that follows, before its outcome is known.

local THROTTLE, THROTTLES = KEYS[4], KEYS[5]
local id, allowed, first_lock, longest_lock, forget, pending_time, skew = unpack(ARGV, 5)
allowed, first_lock, longest_lock = tonumber(allowed), tonumber(first_lock), tonumber(longest_lock)
forget, pending_time, skew = tonumber(forget), tonumber(pending_time), tonumber(skew)

commit()
local throttle = read(THROTTLE) or {attempts = '0', pending = '0', last = '-9e18'}
local last = tonumber(throttle.last)
local has_started = last <= now + skew
if throttle.lock_end and has_started and tonumber(throttle.lock_end) > now then
  -- Written as it was, so that the time it takes does not reveal that a name is locked.
  redis.call('HSET', THROTTLE, 'attempts', throttle.attempts, 'pending', throttle.pending, 'last', throttle.last)
  redis.call('ZADD', THROTTLES, throttle.last, id)
  -- A lock is never longer than the longest, even if the settings were changed since.
  return done({'locked', earlier(throttle.lock_end, text(now + longest_lock))})
end

local age = math.max(now - last, 0)
local attempts = (age < forget and tonumber(throttle.attempts) or 0) + 1
local pending = (age < pending_time and tonumber(throttle.pending) or 0) + 1
redis.call('HSET', THROTTLE, 'attempts', text(attempts), 'pending', text(math.min(pending, attempts)), 'last', now_text)
local lock = 0
local beyond = attempts - math.max(allowed, 1)
if beyond >= 0 then
  lock = math.min(first_lock * 2 ^ beyond, longest_lock)
  redis.call('HSET', THROTTLE, 'lock_end', text(now + lock))
else
  redis.call('HDEL', THROTTLE, 'lock_end')
end
local lifetime = math.max(forget, longest_lock) + HOUR
redis.call('PEXPIRE', THROTTLE, text(lifetime))
redis.call('ZADD', THROTTLES, now_text, id)
redis.call('ZREMRANGEBYSCORE', THROTTLES, '-inf', '(' .. text(present - lifetime))
keep(THROTTLES, lifetime)
return done({'allowed'})
