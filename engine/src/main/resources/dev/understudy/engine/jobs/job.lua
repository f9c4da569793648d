-- Begins every script. KEYS[1] begins every key of the queue.
--   job:ID          hash     the job; each of its values is short, so that Redis keeps it in one piece
--   text:ID         string   what the job is to do, and from its success on what came of it
--   stream:PRIORITY stream   jobs that wait for their first try; an entry leaves with the claim
--   again:PRIORITY  sorted   jobs that wait for a further try, by when they are due
--   leases          sorted   jobs that run, by when their lease lapses
--   waiting:TASK    sorted   jobs of a task that wait, by when they were handed in
--   jobs, failed    sorted   all jobs and those set aside, by the order they came in
--   ended           sorted   jobs that have ended, by when
--   keys            hash     idempotency key to job
--   tasks           set      every task that has had a job
--   running, aside  hash     how many jobs of a task run and are set aside
--   sequence        number   of the last job that came in
--   idle            flag     that some worker waits to be woken by the channel "wake"
-- All times are milliseconds by Redis' own clock.
local prefix = KEYS[1]
local group = 'workers'
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- The same as a text: Redis takes long to write a number of Lua's.
local moment = string.format('%.0f', now)

local function key(name, of)
  return prefix .. name .. ':' .. of
end

-- What every change of a job's state has to know of it; nothing where there is no such job.
local function read(id)
  local values = redis.call('HMGET', key('job', id),
    'state', 'task', 'priority', 'submitted', 'sequence', 'attempts', 'token', 'entry')
  if not values[1] then
    return nil
  end
  return {
    id = id, state = values[1], task = values[2], priority = values[3], submitted = values[4], sequence = values[5],
    attempts = tonumber(values[6]), token = tonumber(values[7]), entry = values[8]
  }
end

local function wake()
  if redis.call('DEL', prefix .. 'idle') == 1 then
    redis.call('PUBLISH', prefix .. 'wake', '')
  end
end

-- Words for one command each instead of many, which is most of what a job costs here: gather() adds some to a command's,
-- flush() runs them all. At most as many go into one as Lua hands over.
local gathered, order, mostWords = {}, {}, 4000
local function gather(command, of, ...)
  local name = command .. ' ' .. of
  local words = gathered[name]
  if not words then
    words = {command, of}
    gathered[name] = words
    order[#order + 1] = words
  end
  for _, word in ipairs({...}) do
    words[#words + 1] = word
  end
end

local function flush()
  for _, words in ipairs(order) do
    for from = 3, #words, mostWords do
      redis.call(words[1], words[2], unpack(words, from, math.min(#words, from + mostWords - 1)))
    end
  end
  gathered, order = {}, {}
end

-- Counts of a hash's fields, added up in the same way.
local function countAll(hash, counts)
  for field, count in pairs(counts) do
    redis.call('HINCRBY', prefix .. hash, field, count)
  end
end

local function stopRunning(job)
  redis.call('ZREM', prefix .. 'leases', job.id)
  redis.call('HINCRBY', prefix .. 'running', job.task, -1)
end

local function stopWaiting(job)
  redis.call('ZREM', key('waiting', job.task), job.id)
  redis.call('ZREM', key('again', job.priority), job.id)
  if job.entry ~= '' then
    redis.call('XDEL', key('stream', job.priority), job.entry)
  end
end

local function waitAgain(job, due)
  redis.call('HSET', key('job', job.id), 'state', 'queued', 'due', due, 'entry', '')
  redis.call('ZADD', key('again', job.priority), due, job.id)
  redis.call('ZADD', key('waiting', job.task), job.submitted, job.id)
  wake()
end

local function setAside(job, code, reason)
  redis.call('HSET', key('job', job.id), 'state', 'failed', 'at', moment, 'entry', '', 'code', code, 'reason', reason)
  redis.call('ZADD', prefix .. 'failed', job.sequence, job.id)
  redis.call('ZADD', prefix .. 'ended', moment, job.id)
  redis.call('HINCRBY', prefix .. 'aside', job.task, 1)
end

local function noteFailure(job, code, reason)
  redis.call('HSET', key('job', job.id), 'alone', '1', 'lastCode', code, 'lastReason', reason)
end
