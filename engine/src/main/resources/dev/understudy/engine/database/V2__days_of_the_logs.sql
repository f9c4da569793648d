-- What the logs hold of each day of events. The stamp changes with every commit that adds facts of the day, so that whoever
-- keeps a copy of a day knows whether it is still whole. version: of predictions; empty else.
CREATE TABLE log_day (
    task VARCHAR(63) NOT NULL,
    event_day DATE NOT NULL,
    kind VARCHAR(10) NOT NULL,
    version VARCHAR(63) NOT NULL,
    facts BIGINT NOT NULL,
    stamp BIGINT NOT NULL,
    PRIMARY KEY (task, event_day, kind, version)
);

INSERT INTO log_day (task, event_day, kind, version, facts, stamp)
SELECT task, event_day, 'event', '', COUNT(*), 0 FROM event GROUP BY task, event_day;

INSERT INTO log_day (task, event_day, kind, version, facts, stamp)
SELECT e.task, e.event_day, 'outcome', '', COUNT(*), 0
FROM outcome o JOIN event e ON e.task = o.task AND e.event_id = o.event_id GROUP BY e.task, e.event_day;

INSERT INTO log_day (task, event_day, kind, version, facts, stamp)
SELECT task, event_day, 'prediction', version, COUNT(*), 0 FROM prediction GROUP BY task, event_day, version;
