using System.Net;
using System.Text.RegularExpressions;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the section <c>Interface</c>.</summary>
internal static partial class InterfaceLoader
{
    internal static InterfaceSettings Load(SectionReader? reader, Func<SectionReader?, string, string, string> pathOf)
    {
        var defaultValue = new InterfaceSettings();
        if (reader is null)
        {
            return defaultValue;
        }

        var certificate = Certificate(reader.Section("certificate", ConfigurationKeys.InterfaceCertificate, required: false), pathOf);
        var quota = reader.Section("quota", ConfigurationKeys.InterfaceQuota, required: false);
        var settings = new InterfaceSettings
        {
            Address = Address(reader) ?? defaultValue.Address,
            Port = reader.IsNull("port") ? null : reader.Number("port", 1, 65535) ?? InterfaceSettings.DefaultPort,
            Prefix = reader.IsNull("prefix")
                ? null
                : reader.Text("prefix", Prefix, "a path such as /r1/FI/GOV/0245437-2/VTJmutpa/VTJmutpa, without a slash at its end", false)
                    ?? defaultValue.Prefix,
            Certificate = certificate,
            ClientCertificates = ClientCertificates(reader),
            QuotaCalls = quota?.Number("calls", 1, 1_000_000) ?? defaultValue.QuotaCalls,
            QuotaSeconds = quota?.Number("seconds", 1, 600) ?? defaultValue.QuotaSeconds,
            PagePersons = reader.Number("pagePersons", 1, 10_000) ?? defaultValue.PagePersons,
            CallsAtOnce = reader.Number("callsAtOnce", 1, 256) ?? defaultValue.CallsAtOnce,
        };
        var hasCertificate = reader.Value("certificate", required: false) is not null;
        if (settings.Port is not null && !IPAddress.IsLoopback(settings.Address) && !hasCertificate)
        {
            reader.Fault(
                "address",
                $"passwords and persons would cross the network to {settings.Address} unencrypted",
                "Add \"certificate\", or write a loopback address.");
        }

        if (reader.Value("clientCertificate", required: false) is not null && !hasCertificate)
        {
            reader.Fault(
                "clientCertificate",
                "\"clientCertificate\" is set, and without \"certificate\" no client can show one",
                "Add \"certificate\", or remove \"clientCertificate\".");
        }

        return settings;
    }

    internal static IPAddress? Address(SectionReader reader)
    {
        if (reader.Text("address", required: false) is not { } text)
        {
            return null;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return address;
        }

        reader.Fault("address", $"\"{text}\" is no IP address", "Write an address of this machine: 127.0.0.1, or 0.0.0.0 for all of them.");
        return null;
    }

    internal static CertificateFiles? Certificate(SectionReader? reader, Func<SectionReader?, string, string, string> pathOf)
    {
        if (reader?.Text("file") is null)
        {
            return null;
        }

        var variable = reader.Text(
            "passwordVariable", VariableName, "the name of an environment variable: letters, digits and underscores", required: false);
        var files = new CertificateFiles(
            pathOf(reader, "file", "file"),
            PathIfAny(reader, "keyFile", pathOf),
            PathIfAny(reader, "passwordFile", pathOf),
            variable);
        if (files is { PasswordFile: not null, PasswordVariable: not null })
        {
            reader.Fault("passwordVariable", "both \"passwordFile\" and \"passwordVariable\" are set", "Keep one of the two.");
        }

        if (files is { IsPkcs12: true, KeyFile: not null })
        {
            reader.Fault("keyFile", "\"keyFile\" is set, and PKCS #12 has the key in it", "Remove \"keyFile\", or name a PEM file.");
        }

        return files;
    }

    /// <summary>One, or a list while one certificate follows another. Colons and capitals are accepted, as tools write them.</summary>
    private static List<string> ClientCertificates(SectionReader reader)
    {
        const string key = "clientCertificate";
        var values = reader.Value(key, required: false) switch
        {
            null => [],
            { Shape: JsonShape.Array } => reader.Texts(key),
            var value => reader.Text(key) is null ? [] : new[] { value },
        };
        var fingerprints = values.Select(value => value.Text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant()).ToList();
        if (!fingerprints.TrueForAll(text => Fingerprint.IsMatch(text)))
        {
            reader.Fault(
                key,
                $"expected the SHA-256 of a certificate, 64 hex digits",
                "openssl x509 -in FILE -noout -fingerprint -sha256 writes it.");
        }

        return fingerprints;
    }

    private static string? PathIfAny(SectionReader reader, string key, Func<SectionReader?, string, string, string> pathOf) =>
        reader.Text(key, required: false) is null ? null : pathOf(reader, key, key);

    [GeneratedRegex(@"^(/[A-Za-z0-9'()+,\-.=_~]{1,64}){1,10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix { get; }

    [GeneratedRegex(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Fingerprint { get; }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName { get; }
}
