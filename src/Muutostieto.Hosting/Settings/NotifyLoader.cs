using System.Net.Mail;

namespace Muutostieto.Hosting.Settings;

internal static class NotifyLoader
{
    private const int DefaultTimeout = 30;

    internal static NotifySettings Load(SectionReader? reader) => reader is null
        ? new NotifySettings()
        : new NotifySettings(
            reader.Section("command", ConfigurationKeys.NotifyCommand, required: false) is { } command ? Command(command) : null,
            reader.Section("mail", ConfigurationKeys.NotifyMail, required: false) is { } mail ? Mail(mail) : null);

    private static CommandNotifySettings? Command(SectionReader reader)
    {
        var program = reader.Text("program");
        var arguments = reader.Value("arguments", required: false) is null ? [] : reader.Items("arguments");
        var timeout = reader.Number("timeoutSeconds", 1, 600) ?? DefaultTimeout;
        if (arguments.FirstOrDefault(argument => argument.Shape != JsonShape.Text) is { } wrong)
        {
            reader.Fault("arguments", $"{wrong.Describe()} stands where a text is expected", "Write each argument in quotes.");
            return null;
        }

        if (program is { Length: 0 })
        {
            reader.Fault("program", "the program's name is empty", "Write its path.");
            return null;
        }

        return program is null ? null : new CommandNotifySettings(program, [.. arguments.Select(argument => argument.Text)], timeout);
    }

    private static MailNotifySettings? Mail(SectionReader reader)
    {
        var host = reader.Text("host");
        var from = Address(reader, "from", reader.Text("from"));
        var to = reader.Texts("to").Select(value => Address(reader, "to", value.Text)).ToList();
        var port = reader.Number("port", 1, 65535) ?? 25;
        var timeout = reader.Number("timeoutSeconds", 1, 600) ?? DefaultTimeout;
        if (host is not null && (host.Length == 0 || host.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
        {
            reader.Fault("host", "\"host\" is empty or has a blank in it", "Write the server's plain name.");
            return null;
        }

        // Across a network mail is encrypted unless the settings say in so many words that it is not.
        var tls = reader.Truth("tls", otherwise: host is not ("localhost" or "127.0.0.1" or "::1"));
        return host is null || from is null || to.Count == 0 || to.Contains(null) ? null : new MailNotifySettings(host, port, from, [.. to.OfType<string>()], tls, timeout);
    }

    private static string? Address(SectionReader reader, string key, string? text)
    {
        if (text is null || (MailAddress.TryCreate(text, out var address) && address.Address == text && text.All(char.IsAscii)))
        {
            return text;
        }

        reader.Fault(key, $"\"{key}\" has \"{text}\", which is no mail address", "Write the plain address: name@example.fi.");
        return null;
    }
}
