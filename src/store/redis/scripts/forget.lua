#!lua
-- Removes members of an index with a score before a time, and what they stand for, and returns how many. KEYS: the counters of
-- the partition, the index, then what each member stands for. ARGV: the time, the field of the counters with the highest
-- score removed so far or nothing, then each member. What was moved since it was read stays, and so does a lock on logins
-- that is not over.

local COUNTERS, INDEX = KEYS[1], KEYS[2]
local before, field = tonumber(ARGV[1]), ARGV[2]

local mark = redis.call('HGET', COUNTERS, 'mark')
if mark then
  return redis.error_reply('COPYMARK ' .. mark)
end

local forgotten, highest = 0, -math.huge
for at = 3, #KEYS do
  local score = redis.call('ZSCORE', INDEX, ARGV[at])
  local lock_end = redis.call('HGET', KEYS[at], 'lock_end')
  if score and tonumber(score) < before and not (lock_end and tonumber(lock_end) >= before) then
    redis.call('DEL', KEYS[at])
    redis.call('ZREM', INDEX, ARGV[at])
    forgotten = forgotten + 1
    highest = math.max(highest, tonumber(score))
  end
end
if field ~= '' and forgotten > 0 then
  local former = tonumber(redis.call('HGET', COUNTERS, field) or highest)
  redis.call('HSET', COUNTERS, field, string.format('%.0f', math.max(former, highest)))
end
return forgotten
