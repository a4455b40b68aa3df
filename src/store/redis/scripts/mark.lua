#!lua flags=allow-oom
-- Sets the mark of a copy in one partition. KEYS: the counters of the partition. ARGV: the mark, empty for none. A server without
-- memory can be copied, too.

if ARGV[1] == '' then
  return redis.call('HDEL', KEYS[1], 'mark')
end
return redis.call('HSET', KEYS[1], 'mark', ARGV[1])
