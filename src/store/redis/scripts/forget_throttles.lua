#!lua
-- Removes failed logins whose latest is before a time and whose lock is over, and returns how many. KEYS: the index, then the
-- failed logins. ARGV: the time, then the ID of each. One that was counted since it was read stays.

local forgotten = 0
for at = 2, #KEYS do
  local last = redis.call('ZSCORE', KEYS[1], ARGV[at])
  local lock_end = redis.call('HGET', KEYS[at], 'lock_end')
  local before = tonumber(ARGV[1])
  if last and tonumber(last) < before and not (lock_end and tonumber(lock_end) >= before) then
    redis.call('DEL', KEYS[at])
    redis.call('ZREM', KEYS[1], ARGV[at])
    forgotten = forgotten + 1
  end
end
return forgotten
