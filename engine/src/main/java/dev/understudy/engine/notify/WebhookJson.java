package dev.understudy.engine.notify;

import tools.jackson.databind.json.JsonMapper;

/** The message of a webhook as Slack, Mattermost and others take it. */
final class WebhookJson {
    private WebhookJson() {}

    static String of(Notice notice) {
        String table = notice.tableText();
        String text = "*" + escaped(notice.subject()) + "*\n" + escaped(notice.sentence())
                + (table.isEmpty() ? "" : "\n```\n" + escaped(table) + "```")
                + (notice.links().isEmpty() ? "" : "\n" + escaped(String.join("\n", notice.links())));
        return JsonMapper.shared().createObjectNode().put("text", text).toString();
    }

    /** The three characters that mean something there, so that nobody is mentioned and no link is disguised. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("```", "'''");
    }
}
