#!lua flags=allow-oom
-- Removes the mark of a copy from one partition, and remembers that the copy has ended, so that no command that was paused sets
-- it again. KEYS: the counters of the partition, and what says that the copy has ended. ARGV: the ID of the copy, and how long
-- to remember it in milliseconds. Returns whether the partition has no mark.

local COUNTERS, ENDED = KEYS[1], KEYS[2]
local found = redis.call('HGET', COUNTERS, 'mark')

if found and cjson.decode(found).id ~= ARGV[1] then
  return 0
end
redis.call('HDEL', COUNTERS, 'mark')
redis.call('SET', ENDED, '', 'PX', ARGV[2])
return 1
