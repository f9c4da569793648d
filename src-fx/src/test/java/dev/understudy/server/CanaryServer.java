package dev.understudy.server;

/** Stands for the server-runtime, which is not on this module's class path: that is what the canary is about. */
public final class CanaryServer {}
