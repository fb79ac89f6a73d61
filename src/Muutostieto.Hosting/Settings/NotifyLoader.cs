namespace Muutostieto.Hosting.Settings;

internal static class NotifyLoader
{
    private const int DefaultTimeout = 30;

    internal static NotifySettings Load(SectionReader? reader, bool production, Func<SectionReader?, string, string, string> pathOf) =>
        reader is null
            ? new NotifySettings()
            : new NotifySettings(
                reader.Section("command", ConfigurationKeys.NotifyCommand, required: false) is { } command ? Command(command) : null,
                reader.Section("mail", ConfigurationKeys.NotifyMail, required: false) is { } mail
                    ? MailNotifyLoader.Load(mail, production, pathOf)
                    : null);

    private static CommandNotifySettings? Command(SectionReader reader)
    {
        var program = reader.Text("program");
        var arguments = reader.Value("arguments", required: false) is null ? [] : reader.Items("arguments");
        var timeout = reader.Number("timeoutSeconds", 1, 600) ?? DefaultTimeout;
        if (arguments.FirstOrDefault(argument => argument.Shape != JsonShape.Text) is { } wrong)
        {
            reader.Fault("arguments", $"expected a text, found {wrong.Describe()}", "Write each argument in quotes.");
            return null;
        }

        if (program is { Length: 0 })
        {
            reader.Fault("program", "the program's name is empty", "Write its path.");
            return null;
        }

        return program is null ? null : new CommandNotifySettings(program, [.. arguments.Select(argument => argument.Text)], timeout);
    }
}
