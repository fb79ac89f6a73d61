using System.IO.Compression;
using System.Text.Json;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>An installation with the partner, the permits, the order and the prices of <c>samples</c>.</summary>
internal sealed class PartnerFolder : IDisposable
{
    internal const string Order = "kauppa-kohderyhma";
    internal const string Partner = "partners/osoitekumppani.json";

    internal PartnerFolder()
    {
        foreach (var folder in new[] { "orders", "partners" })
        {
            Directory.CreateDirectory(Path.Combine(Installation.Config, folder));
        }

        foreach (var file in new[] { Partner, $"permits/{Order}.json", "permits/pankki-asiakkaat.json", $"orders/{Order}.json" })
        {
            Installation.WriteConfig(file, Sample(file));
        }

        // In a folder that is copied settings come with every other file; prices are put among them.
        var settings = File.ReadAllText(Path.Combine(Installation.Config, "appsettings.json"));
        var lists = Repository.Json("samples", "prices.json").GetProperty("Prices").GetProperty("extracts").GetRawText();
        Installation.WriteConfig(
            "appsettings.json", settings.Replace("\"Prices\": {", $"\"Prices\": {{ \"extracts\": {lists},", StringComparison.Ordinal));
    }

    internal TestInstallation Installation { get; } = new();

    private string Download => Path.Combine(Installation.Data, "drop", "osoitekumppani", "download");

    internal static string Sample(string file) => File.ReadAllText(Path.Combine(Repository.Root, "samples", file));

    internal Task<Outcome> RunAsync(params string[] args) => Installation.RunAsync(args);

    internal Task<Outcome> RunAtAsync(string time, params string[] args) =>
        InProcess.RunAsync([.. args, .. Installation.Options, "--at", time]);

    internal void Change(string file, string old, string replacement)
    {
        var path = Path.Combine(Installation.Config, file);
        var text = File.ReadAllText(path);
        Assert.That(text.Contains(old, StringComparison.Ordinal), Is.True, "the test changes nothing");
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    internal string ManifestFile(string register = "KAUPPA", int number = 1) =>
        Directory.GetFiles(Download, FormattableString.Invariant($"*{register}_{number:D3}.json")).Single();

    internal JsonElement Manifest(string register = "KAUPPA", int number = 1) =>
        JsonDocument.Parse(File.ReadAllText(ManifestFile(register, number))).RootElement;

    /// <summary>Everything that a delivery says, its packages unpacked.</summary>
    internal async Task<string> TextAsync(string register = "KAUPPA", int number = 1)
    {
        var texts = new List<string>();
        foreach (var file in Directory.GetFiles(Download, FormattableString.Invariant($"*{register}_{number:D3}.*")))
        {
            if (!file.EndsWith(".zip", StringComparison.Ordinal) && !file.EndsWith(".xlsx", StringComparison.Ordinal))
            {
                texts.Add(await File.ReadAllTextAsync(file));
                continue;
            }

            await using var zip = await ZipFile.OpenReadAsync(file);
            foreach (var entry in zip.Entries)
            {
                using var reader = new StreamReader(await entry.OpenAsync());
                texts.Add(await reader.ReadToEndAsync());
            }
        }

        return string.Join('\n', texts);
    }

    public void Dispose() => Installation.Dispose();
}
