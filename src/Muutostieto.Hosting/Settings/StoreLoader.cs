using System.Text.RegularExpressions;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the section <c>Store</c>.</summary>
internal static partial class StoreLoader
{
    private const int ShortestLease = 3;
    private const int LongestLease = 600;
    private const int MostConnections = 16;

    /// <summary>Null without the section, or after a fault.</summary>
    internal static StoreSettings? Load(SectionReader? reader, Func<SectionReader?, string, string, string> pathOf)
    {
        if (reader is null)
        {
            return null;
        }

        var main = Connection(reader, pathOf, "connection");
        var lease = reader.Number("leaseSeconds", ShortestLease, LongestLease) ?? StoreSettings.DefaultLeaseSeconds;
        var shared = reader.Text("sharedFolder", required: false) is null ? null : pathOf(reader, "sharedFolder", "sharedFolder");
        var settings = new StoreSettings(main?.File, main?.Variable)
        {
            Lease = TimeSpan.FromSeconds(lease),
            SharedFolder = shared,
            ScanConnections = reader.Number("scanConnections", 1, MostConnections) ?? 1,
            Migrate = reader.Boolean("migrate", defaultValue: false),
            RegisterConnection = Connection(reader, pathOf, "registerConnection"),
            InterfaceConnection = Connection(reader, pathOf, "interfaceConnection"),
            ReplicaConnection = Connection(reader, pathOf, "replicaConnection"),
            OwnerConnection = Connection(reader, pathOf, "ownerConnection"),
        };
        if (main is not null)
        {
            return settings;
        }

        if (reader.Value("connectionFile", required: false) is null && reader.Value("connectionVariable", required: false) is null)
        {
            Fault(reader, "connection");
        }

        return null;
    }

    /// <summary>Null when neither is given, or after a fault.</summary>
    private static StoreConnection? Connection(
        SectionReader reader, Func<SectionReader?, string, string, string> pathOf, string name)
    {
        var (fileKey, variableKey) = (name + "File", name + "Variable");
        var file = reader.Text(fileKey, required: false) is null ? null : pathOf(reader, fileKey, fileKey);
        var variable = reader.Text(
            variableKey, VariableName, "the name of an environment variable: letters, digits and underscores", required: false);
        if (file is not null && variable is not null)
        {
            Fault(reader, name);
            return null;
        }

        return file is null && variable is null ? null : new StoreConnection(file, variable);
    }

    private static void Fault(SectionReader reader, string name) =>
        reader.Fault(
            name + "File",
            $"the database needs exactly one of \"{name}File\" and \"{name}Variable\"",
            "Keep or add one of the two.");

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName { get; }
}
