#!lua
-- Removes members of an index with a score before a time, and what they stand for, and returns how many. KEYS: the index, then
-- what each stands for. ARGV: the time, then each member. What was moved since it was read stays, and so does a lock on logins
-- that is not over.

local forgotten = 0
local before = tonumber(ARGV[1])
for at = 2, #KEYS do
  local score = redis.call('ZSCORE', KEYS[1], ARGV[at])
  local lock_end = redis.call('HGET', KEYS[at], 'lock_end')
  if score and tonumber(score) < before and not (lock_end and tonumber(lock_end) >= before) then
    redis.call('DEL', KEYS[at])
    redis.call('ZREM', KEYS[1], ARGV[at])
    forgotten = forgotten + 1
  end
end
return forgotten
