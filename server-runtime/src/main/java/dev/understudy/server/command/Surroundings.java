package dev.understudy.server.command;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command has around it.
 *
 * @param out where data goes
 * @param err where progress and messages go
 * @param environment the process's environment variables
 * @param clock what time it is
 * @param progress shows long work and learns of interruptions
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        InstantSource clock,
        ConsoleProgress progress) {}
