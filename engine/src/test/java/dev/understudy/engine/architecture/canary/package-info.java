/**
 * Small wrong engines, one a rule: {@code canary.<rule>} breaks that rule, and a rule that lets it pass is broken
 * itself. What bears Allowed in its name stands beside it and is right.
 */
package dev.understudy.engine.architecture.canary;
