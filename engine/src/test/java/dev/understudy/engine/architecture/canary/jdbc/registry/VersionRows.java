package dev.understudy.engine.architecture.canary.jdbc.registry;

import java.sql.ResultSet;

record VersionRows(ResultSet used) {}
