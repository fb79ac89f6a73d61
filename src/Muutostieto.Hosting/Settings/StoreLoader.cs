using System.Text.RegularExpressions;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the section <c>Store</c>.</summary>
internal static partial class StoreLoader
{
    private const int ShortestLease = 3;
    private const int LongestLease = 600;

    /// <summary>Null without the section, or after a fault.</summary>
    internal static StoreSettings? Load(SectionReader? reader, Func<SectionReader?, string, string, string> pathOf)
    {
        if (reader is null)
        {
            return null;
        }

        var file = reader.Text("connectionFile", required: false) is null ? null : pathOf(reader, "connectionFile", "connectionFile");
        var variable = reader.Text(
            "connectionVariable", VariableName, "the name of an environment variable: letters, digits and underscores", required: false);
        var lease = reader.Number("leaseSeconds", ShortestLease, LongestLease) ?? StoreSettings.DefaultLeaseSeconds;
        var shared = reader.Text("sharedFolder", required: false) is null ? null : pathOf(reader, "sharedFolder", "sharedFolder");
        var migrate = reader.Boolean("migrate", defaultValue: false);
        if ((file is null) != (variable is null))
        {
            return new StoreSettings(file, variable)
            {
                Lease = TimeSpan.FromSeconds(lease),
                SharedFolder = shared,
                Migrate = migrate,
            };
        }

        reader.Fault(
            "connectionFile",
            "the database needs exactly one of \"connectionFile\" and \"connectionVariable\"",
            "Keep or add one of the two.");
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName { get; }
}
