package dev.understudy.engine.architecture.canary.jdbc.registry;

import java.sql.ResultSet;

record JdbiAllowed(ResultSet used) {}
