#!lua flags=allow-oom
-- Replaces the mark of a copy in one partition. KEYS: the counters of the partition. ARGV: the expected mark and the new one,
-- either empty for none; then '1' if any other mark than these two is kept. Returns whether the mark is the new one. Writes it
-- also if it is so already, for WAIT. A server without memory can be copied, too.

local expected, mark, keeps_other = unpack(ARGV)
local found = redis.call('HGET', KEYS[1], 'mark') or ''
if keeps_other == '1' and found ~= expected and found ~= mark then
  return 0
end
if mark == '' then
  redis.call('HDEL', KEYS[1], 'mark')
  return 1
end
if found ~= '' then
  local other, own = cjson.decode(found), cjson.decode(mark)
  if other.id == own.id and other.run > own.run then
    return 0
  end
end
redis.call('HSET', KEYS[1], 'mark', mark)
return 1
