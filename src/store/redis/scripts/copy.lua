#!lua
-- Runs the commands of a copy in one partition, if the partition has its mark. KEYS: the counters of the partition, then those of
-- the commands. ARGV: the mark, then each command after the number of its parts.

if redis.call('HGET', KEYS[1], 'mark') ~= ARGV[1] then
  return redis.error_reply('COPYENDED the partition does not have the mark of the copy')
end
local at = 2
while at <= #ARGV do
  local last = at + tonumber(ARGV[at])
  redis.call(unpack(ARGV, at + 1, last))
  at = last + 1
end
return 1
