#!lua flags=allow-oom
-- Replaces the mark of a copy, if it is the expected one or is replaced already. KEYS: the identity. ARGV: the expected mark and
-- the new one, either empty for none; then the position of the copy, if that changes. Returns whether the mark is the new one.

local expected, mark, position = unpack(ARGV)
local found = redis.call('HGET', KEYS[1], 'mark') or ''
if found ~= expected and found ~= mark or redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
if mark == '' then
  redis.call('HDEL', KEYS[1], 'mark', 'position')
else
  redis.call('HSET', KEYS[1], 'mark', mark)
end
if position then
  redis.call('HSET', KEYS[1], 'position', position)
end
return 1
