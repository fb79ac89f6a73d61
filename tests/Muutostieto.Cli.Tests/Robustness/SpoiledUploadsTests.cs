using Microsoft.Data.Sqlite;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Robustness;

/// <summary>Recipients control their upload folders: lists and receipts of any content stop no run and leak no person.</summary>
public sealed class SpoiledUploadsTests
{
    private const string List =
        "'''ED2'''MUUTOSTIETO'ASIAKAS:38950'202611150500'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\n010190-900AL\n010190-999WL\n010100A9182L\n010190-900AP\n'''4'''\n";

    [Test]
    public async Task Whatever_is_uploaded_the_run_goes_on_and_answers()
    {
        using var installation = new TestInstallation();
        installation.WritePermit();
        var permit = Path.Combine(installation.Config, "permits", $"{TestInstallation.Permit}.json");
        await File.WriteAllTextAsync(
            permit,
            (await File.ReadAllTextAsync(permit)).Replace("{ \"county\": \"20\" }", "{ \"list\": true }", StringComparison.Ordinal));
        await installation.FillAsync(100);
        var upload = Directory.CreateDirectory(Path.Combine(installation.Data, "drop", TestInstallation.Recipient, "upload")).FullName;
        var rounds = new SpoiledRounds();
        await rounds.RunAsync(60, async (round, spoiler) =>
        {
            var at = new DateTime(2026, 11, 16, 2, 30, 0).AddDays(round);
            await File.WriteAllBytesAsync(
                Path.Combine(upload, $"38950_{at:yyyyMMdd}KAIREK_{(round % 999) + 1:D3}.HTT"),
                spoiler.Spoil(System.Text.Encoding.Latin1.GetBytes(List)));
            await File.WriteAllBytesAsync(
                Path.Combine(upload, $"38950_PT261116KAIREK_001.{(round % 2 == 0 ? "ERR" : "OK")}"),
                spoiler.Spoil("{ \"reason\": \"010190-900A is missing\", \"line\": 12 }"u8.ToArray()));
            var run = await rounds.TryAsync(["batch", .. installation.Options, "--at", $"{at:yyyy-MM-ddTHH:mm}"]);
            if (run.Code is 1 or 2)
            {
                rounds.Note($"an upload has stopped the run: {run}");
            }

            _ = await rounds.TryAsync(["status", .. installation.Options, "--at", $"{at:yyyy-MM-ddTHH:mm}"]);
            SqliteConnection.ClearAllPools();
        });
    }
}
