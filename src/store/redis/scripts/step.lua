#!lua
-- The beginning of every step.
--
-- KEYS: the operation, the counters and events of the partition; then those of the step.
-- ARGV: the step's `now`, how long its outcome is remembered, how long events are kept, and by when on the server's clock it
-- must run, or nothing, all in milliseconds; then those of the step. Times are decimal milliseconds since the epoch. Hashes and
-- sealed tokens are bytes.

local OPERATION, COUNTERS, EVENTS = KEYS[1], KEYS[2], KEYS[3]
local now_text, events_kept = ARGV[1], tonumber(ARGV[3])
local now = tonumber(now_text)

-- A repeated operation has the outcome of the first time.
local outcome = redis.call('GET', OPERATION)
if outcome then
  -- A write, so that WAIT on this connection waits for those of the first time.
  redis.call('PEXPIRE', OPERATION, ARGV[2])
  return cmsgpack.unpack(outcome)
end

-- Who waited for it was told that it failed, and may have done something else since.
local seconds, microseconds = unpack(redis.call('TIME'))
local server_now = seconds * 1000 + math.floor(microseconds / 1000)
if ARGV[4] ~= '' and server_now > tonumber(ARGV[4]) then
  return redis.error_reply('TOOLATE the step arrived after its deadline')
end

-- What has ended by then is removed. A clock that is ahead alone removes nothing.
local present = math.min(now, server_now)

-- A state that is copied or was moved does not change.
local mark, newest, commits = unpack(redis.call('HMGET', COUNTERS, 'mark', 'newest', 'commits'))
if mark then
  return redis.error_reply('COPYMARK ' .. mark)
end
-- Every partition gets counters before its first step.
if not commits then
  return redis.error_reply('LOST what was in the partition')
end

local HOUR = 3600000

-- Lua would write large numbers with an exponent.
local function text(number)
  return string.format('%.0f', number)
end

-- Twelve digits that sort as the times and numbers do.
local function rank(number)
  return string.format('%012x', math.min(math.max(number, 0), 0xffffffffffff))
end

-- The fields of a hash, and the same as a list, as it is returned; nil if the key does not exist.
local function read(key)
  local list = redis.call('HGETALL', key)
  if #list == 0 then
    return nil
  end
  local fields = {}
  for at = 1, #list, 2 do
    fields[list[at]] = list[at + 1]
  end
  return fields, list
end

-- The earlier of two times, as it is written.
local function earlier(one, other)
  if tonumber(one) < tonumber(other) then
    return one
  end
  return other
end

-- Lets a key live for `time` more, or longer if it does so already.
local function keep(key, time)
  if redis.call('PTTL', key) < time then
    redis.call('PEXPIRE', key, text(time))
  end
end

-- The number of this commit, from 1. Each step that changes something calls it once, or `record`.
local function commit()
  return redis.call('HINCRBY', COUNTERS, 'commits', 1)
end

-- Records an event, and returns its number, which is that of the commit. Events are sorted by number; then comes their time.
local function record(kind, user, sid, client, detail)
  local number = rank(commit())
  local event = cjson.encode({kind = kind, user = user, sid = sid, client = client, detail = detail})
  redis.call('ZADD', EVENTS, 0, number .. rank(now) .. event)
  -- One more than is added, so that no backlog stays.
  local first_kept = rank(present - events_kept)
  for _, oldest in ipairs(redis.call('ZRANGE', EVENTS, 0, 1)) do
    if string.sub(oldest, 13, 24) >= first_kept then
      break
    end
    redis.call('ZREM', EVENTS, oldest)
  end
  redis.call('PEXPIRE', EVENTS, text(events_kept + HOUR))
  if not newest or tonumber(newest) < now then
    redis.call('HSET', COUNTERS, 'newest', now_text)
  end
  return number
end

-- Removes an event that a later one replaces.
local function supersede(number)
  redis.call('ZREMRANGEBYLEX', EVENTS, '[' .. number, '(' .. number .. '~')
end

-- Remembers the outcome of a step that changed something.
local function done(reply)
  redis.call('SET', OPERATION, cmsgpack.pack(reply), 'PX', ARGV[2])
  return reply
end

-- An empty argument stands for nothing.
local function optional(argument)
  if argument ~= '' then
    return argument
  end
end

local function damaged(what)
  return redis.error_reply('DAMAGED ' .. what)
end
