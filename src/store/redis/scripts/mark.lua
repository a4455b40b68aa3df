#!lua flags=allow-oom
-- Sets the mark of a copy in one partition. KEYS: the counters of the partition, and what says that the copy has ended there.
-- ARGV: the mark; then '1' if the partition must have a mark of the copy. Returns whether the mark is set: not if the copy has
-- ended, or if a newer command writes it. A server without memory can be copied, too.

local COUNTERS, ENDED = KEYS[1], KEYS[2]
local own = cjson.decode(ARGV[1])
local found = redis.call('HGET', COUNTERS, 'mark')
local other = found and cjson.decode(found)
local is_same_copy = other and other.id == own.id

if redis.call('EXISTS', ENDED) == 1 or ARGV[2] == '1' and not is_same_copy or is_same_copy and other.run > own.run then
  return 0
end
redis.call('HSET', COUNTERS, 'mark', ARGV[1])
return 1
