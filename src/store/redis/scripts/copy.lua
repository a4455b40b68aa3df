#!lua
-- Runs the commands of a copy, if it still has the mark. KEYS: the hash with the mark (the counters of the partition, or the
-- identity), then those of the commands. ARGV: the mark, then each command after the number of its parts.

if redis.call('HGET', KEYS[1], 'mark') ~= ARGV[1] then
  return redis.error_reply('COPYENDED the mark is another one')
end
local at = 2
while at <= #ARGV do
  local last = at + tonumber(ARGV[at])
  redis.call(unpack(ARGV, at + 1, last))
  at = last + 1
end
return 1
