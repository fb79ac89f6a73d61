using System.Text.RegularExpressions;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads <c>Notify.mail</c>.</summary>
internal static partial class MailNotifyLoader
{
    private const int DefaultTimeout = 30;
    private const int DefaultConnectTimeout = 15;
    private static readonly string[] Securities = ["starttls", "tls", "none"];

    /// <summary>Null after a fault.</summary>
    public static MailNotifySettings? Load(SectionReader reader, bool production, Func<SectionReader?, string, string, string> pathOf)
    {
        var host = reader.Text("host");
        var from = Address(reader, "from", reader.Text("from"));
        var to = reader.Texts("to").Select(value => Address(reader, "to", value.Text)).ToList();
        var timeout = reader.Number("timeoutSeconds", 1, 600) ?? DefaultTimeout;
        var connect = reader.Number("connectTimeoutSeconds", 1, 600) ?? DefaultConnectTimeout;
        if (host is not null && (host.Length == 0 || host.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
        {
            reader.Fault("host", "\"host\" is empty or has a blank in it", "Write the server's plain name.");
            return null;
        }

        var isLocal = host is "localhost" or "127.0.0.1" or "::1";
        var security = Security(reader, isLocal, production);
        var port = reader.Number("port", 1, 65535) ?? (security == MailSecurity.Tls ? 465 : 25);
        var login = Login(reader, pathOf);
        if (login is not null && security == MailSecurity.None && !isLocal)
        {
            reader.Fault(
                "user",
                "the password would cross the network unencrypted",
                "Set \"security\" to \"starttls\" or \"tls\", or remove the login.");
        }

        return host is null || from is null || to.Count == 0 || to.Contains(null) ? null
            : new MailNotifySettings(host, port, from, [.. to.OfType<string>()], security, timeout)
            {
                ConnectTimeoutSeconds = Math.Min(connect, timeout),
                Login = login,
                CaFile = Path(reader, "caFile", pathOf),
            };
    }

    /// <summary>Across a network mail is encrypted, unless the settings explicitly say that it is not.</summary>
    private static MailSecurity Security(SectionReader reader, bool isLocal, bool production)
    {
        var encrypted = reader.Boolean("tls", defaultValue: !isLocal);
        if (reader.Value("security", required: false) is null)
        {
            if (!encrypted && !isLocal && production)
            {
                reader.Fault(
                    "tls",
                    "mail crosses the network unencrypted",
                    "Set \"security\" to \"starttls\" or \"tls\".",
                    FaultKind.Warning);
            }

            return encrypted ? MailSecurity.StartTls : MailSecurity.None;
        }

        if (reader.Value("tls", required: false) is not null)
        {
            reader.Fault("tls", "both \"tls\" and \"security\" are set", "Remove \"tls\".");
        }

        var word = reader.Word("security", Securities);
        if (word == "none" && !isLocal && production)
        {
            reader.Fault(
                "security",
                "mail would cross the network unencrypted, and the configuration is marked production",
                "Write \"starttls\" or \"tls\".");
        }

        return word switch { "tls" => MailSecurity.Tls, "none" => MailSecurity.None, _ => MailSecurity.StartTls };
    }

    private static MailLogin? Login(SectionReader reader, Func<SectionReader?, string, string, string> pathOf)
    {
        var user = reader.Text("user", required: false);
        var file = Path(reader, "passwordFile", pathOf);
        var variable = reader.Text("passwordVariable", required: false);
        if (variable is not null && !VariableName().IsMatch(variable))
        {
            // Not shown: it may be the password itself.
            reader.Fault(
                "passwordVariable",
                "\"passwordVariable\" is no name of an environment variable",
                "Write letters, digits and underscores; the password itself goes into the variable.");
        }

        if (user is { Length: 0 } || user?.Any(char.IsControl) == true)
        {
            reader.Fault("user", "\"user\" is empty or has a control character in it", "Write the account's name.");
        }

        if (user is null && (file is not null || variable is not null))
        {
            reader.Fault("user", "a password is set, but \"user\" is not", "Add the account's name, or remove the password.");
        }

        if (user is not null && (file is null) == (variable is null))
        {
            reader.Fault("user", "\"user\" needs exactly one of \"passwordFile\" and \"passwordVariable\"", "Keep or add one of the two.");
        }

        return user is null ? null : new MailLogin(user, file, variable);
    }

    private static string? Path(SectionReader reader, string key, Func<SectionReader?, string, string, string> pathOf) =>
        reader.Text(key, required: false) is null ? null : pathOf(reader, key, key);

    private static string? Address(SectionReader reader, string key, string? text)
    {
        if (text is null || PlainAddress().IsMatch(text))
        {
            return text;
        }

        reader.Fault(key, $"\"{key}\" has \"{text}\", which is no mail address", "Write the plain address: name@example.fi.");
        return null;
    }

    // ASCII without blanks and what quotes or lists addresses; no dot at the ends or doubled.
    [GeneratedRegex(
        @"^(?!\.)(?!.*\.\.)(?!.*\.@)[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]+@[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex PlainAddress();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
