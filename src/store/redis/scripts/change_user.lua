
-- Writes a changed user, if it was not changed since it was read.

local USER, USERS, REMOVED_USERS = KEYS[4], KEYS[5], KEYS[6]
local name, revision, kind, detail = unpack(ARGV, 5)
local fields = {unpack(ARGV, 9)}

if redis.call('HGET', USER, 'revision') ~= revision then
  return {'changed_since'}
end
if kind ~= '' then
  record(kind, name, nil, nil, optional(detail))
else
  commit()
end
redis.call('DEL', USER)
redis.call('HSET', USER, 'revision', text(tonumber(revision) + 1), unpack(fields))
if redis.call('HEXISTS', USER, 'removed') == 1 then
  redis.call('ZREM', USERS, name)
  redis.call('ZADD', REMOVED_USERS, 0, name)
else
  redis.call('ZADD', USERS, 0, name)
end
return done({'done'})
