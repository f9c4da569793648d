package dev.understudy.engine.architecture.canary.hardwood.traffic;

import dev.hardwood.reader.RowReader;

record Rows(RowReader used) {}
