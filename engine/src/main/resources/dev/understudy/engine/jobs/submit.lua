-- id, task, owner, priority, payload, idempotency key or '', content, capacity
local id, task, owner, priority, payload, unique, content = unpack(ARGV)
if unique ~= '' then
  local known = redis.call('HGET', prefix .. 'keys', unique)
  if known then
    if redis.call('HGET', key('job', known), 'content') == content then
      return {'known', known}
    end
    return {'conflict', known}
  end
end
local waiting = redis.call('ZCARD', key('waiting', task))
if waiting >= tonumber(ARGV[8]) then
  return {'full', waiting}
end
local sequence = redis.call('INCR', prefix .. 'sequence') -- refused where memory is full, with nothing written yet
local entry = redis.call('XADD', key('stream', priority), '*', 'id', id)
redis.call('HSET', key('job', id), 'task', task, 'owner', owner, 'priority', priority, 'payload', payload,
  'unique', unique, 'content', content, 'submitted', now, 'sequence', sequence, 'state', 'queued', 'due', now,
  'attempts', 0, 'token', 0, 'entry', entry)
redis.call('ZADD', key('waiting', task), now, id)
redis.call('ZADD', prefix .. 'jobs', sequence, id)
redis.call('SADD', prefix .. 'tasks', task)
if unique ~= '' then
  redis.call('HSET', prefix .. 'keys', unique, id)
end
wake()
return {'fresh', id}
