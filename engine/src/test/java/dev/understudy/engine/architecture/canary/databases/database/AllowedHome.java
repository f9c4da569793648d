package dev.understudy.engine.architecture.canary.databases.database;

import com.zaxxer.hikari.HikariDataSource;

record AllowedHome(HikariDataSource used) {}
