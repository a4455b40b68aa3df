#!lua
-- Removes denylist entries that expired before a time, and returns how many. KEYS: the index, then the entries. ARGV: the
-- time, then the ID of each entry. An entry whose end was moved since it was read stays.

local forgotten = 0
for at = 2, #KEYS do
  local expires = redis.call('ZSCORE', KEYS[1], ARGV[at])
  if expires and tonumber(expires) < tonumber(ARGV[1]) then
    redis.call('DEL', KEYS[at])
    redis.call('ZREM', KEYS[1], ARGV[at])
    forgotten = forgotten + 1
  end
end
return forgotten
