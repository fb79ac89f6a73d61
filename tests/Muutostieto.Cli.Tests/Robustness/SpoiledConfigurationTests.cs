using Microsoft.Data.Sqlite;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Robustness;

/// <summary>A configuration spoiled by an editor: reported with its place, or still valid; and it discloses nothing that a sound one would
/// not.</summary>
public sealed class SpoiledConfigurationTests
{
    [Test]
    public async Task Whatever_is_in_the_configuration_every_command_answers_as_a_user_expects()
    {
        using var installation = new TestInstallation();
        await installation.FillAsync(100);
        var files = Directory
            .GetFiles(installation.Config, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("schemas", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToArray();
        var rounds = new SpoiledRounds();
        await rounds.RunAsync(files.Length * 6, async (round, spoiler) =>
        {
            var victim = files[round % files.Length];
            var sound = await File.ReadAllBytesAsync(victim);
            await File.WriteAllBytesAsync(victim, spoiler.Spoil(sound));
            string[] options = [.. installation.Options, "--at", TestInstallation.At];
            var check = await rounds.TryAsync(["config", "check", .. options]);
            _ = await rounds.TryAsync(["permits", "list", .. options]);
            _ = await rounds.TryAsync(["status", .. options]);
            var dry = await rounds.TryAsync(["deliver", "base", TestInstallation.Permit, "--dry-run", .. options]);
            // The mapping is the interface's alone.
            if (check.Code != 0 && dry.Code == 0 && Path.GetFileName(victim) != "tietoryhmat.json")
            {
                rounds.Note($"{Path.GetFileName(victim)} is faulty, and yet something would be delivered: {check}");
            }

            SqliteConnection.ClearAllPools();
            await File.WriteAllBytesAsync(victim, sound);
        });
    }
}
