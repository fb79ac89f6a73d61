using System.Net;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the section <c>SelfService</c>.</summary>
internal static class SelfServiceLoader
{
    internal static SelfServiceSettings Load(
        SectionReader? reader, bool production, FaultCollector faults, Func<SectionReader?, string, string, string> pathOf)
    {
        var defaultValue = new SelfServiceSettings();
        if (reader is null)
        {
            return defaultValue;
        }

        var certificate = InterfaceLoader.Certificate(
            reader.Section("certificate", ConfigurationKeys.InterfaceCertificate, required: false), pathOf);
        var port = reader.IsNull("port") ? null : reader.Number("port", 1, 65535) ?? (int?)SelfServiceSettings.DefaultPort;
        var settings = new SelfServiceSettings
        {
            Address = InterfaceLoader.Address(reader) ?? defaultValue.Address,
            Port = port,
            Certificate = certificate,
            PublicAddress = PublicAddress(reader),
            SessionMinutes = reader.Number("sessionMinutes", 1, 480) ?? defaultValue.SessionMinutes,
            SessionHours = reader.Number("sessionHours", 1, 24) ?? defaultValue.SessionHours,
            TwoPersons = reader.Boolean("twoPersons", defaultValue.TwoPersons),
            ResultDays = reader.Number("resultDays", 1, 90) ?? defaultValue.ResultDays,
            UploadMegabytes = reader.Number("uploadMegabytes", 1, 100_000) ?? defaultValue.UploadMegabytes,
            Login = reader.Section("login", ConfigurationKeys.SelfServiceLogin, required: port is not null) is { } login
                ? LoginLoader.Load(login, production, faults, pathOf)
                : null,
        };
        if (port is not null && !IPAddress.IsLoopback(settings.Address) && reader.Value("certificate", required: false) is null)
        {
            reader.Fault(
                "address",
                $"sessions and persons would cross the network to {settings.Address} unencrypted",
                "Add \"certificate\", or write a loopback address and let a proxy on this machine do HTTPS (\"publicAddress\").");
        }

        if (port is not null && !IPAddress.IsLoopback(settings.Address) && reader.Value("publicAddress", required: false) is null)
        {
            reader.Fault(
                "publicAddress",
                "the key \"publicAddress\" is missing: by which name browsers come to this machine",
                "Add the https address that users type, which the provider of logins sends them back to.");
        }

        if (production && port is not null && reader.Value("certificate", required: false) is null && settings.PublicAddress is null)
        {
            reader.Fault(
                "certificate",
                "browsers would come without encryption, and the configuration is marked production",
                "Add \"certificate\", or \"publicAddress\" of a proxy on this machine that does HTTPS.");
        }

        return settings;
    }

    private static Uri? PublicAddress(SectionReader reader)
    {
        if (reader.Text("publicAddress", required: false) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == "https"
            && address is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0, AbsolutePath: "/" })
        {
            return address;
        }

        reader.Fault("publicAddress", "\"publicAddress\" is no https address of a host", "Example: https://asiointi.example.fi");
        return null;
    }
}
