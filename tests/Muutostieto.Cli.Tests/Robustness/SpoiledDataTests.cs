using Microsoft.Data.Sqlite;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Robustness;

/// <summary>A disk that has spoiled the register, the ledger, the audit chain, the outbox, the drop or the memory of runs.</summary>
public sealed class SpoiledDataTests
{
    private const string Later = "2026-11-30T02:30";

    [Test]
    public async Task Whatever_is_in_the_data_folder_every_command_answers_as_a_user_expects()
    {
        using var installation = new TestInstallation();
        installation.WritePermit();
        await installation.FillAsync(100);
        (await installation.RunAsync("batch")).AssertDone();
        (
            await InProcess.RunAsync(["register", "simulate", "--weeks", "1", .. installation.Options, "--at", "2026-11-19T01:00"])
        ).AssertDone();
        (
            await InProcess.RunAsync(["deliver", "changes", TestInstallation.Permit, .. installation.Options, "--at", "2026-11-19T02:30"])
        ).AssertDone();
        SqliteConnection.ClearAllPools();
        var files = Directory
            .GetFiles(installation.Data, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(installation.Data, file))
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.That(files, Has.Length.GreaterThan(15));

        var rounds = new SpoiledRounds();
        await rounds.RunAsync(files.Length, async (round, spoiler) =>
        {
            var data = installation.In($"data{round}");
            TestInstallation.CopyFolder(installation.Data, data);
            var victim = Path.Combine(data, files[round % files.Length]);
            await File.WriteAllBytesAsync(victim, spoiler.Spoil(await File.ReadAllBytesAsync(victim)));
            foreach (
                var command in new[]
                {
                    "status",
                    "status --json",
                    "deliveries list",
                    "deliveries show 1",
                    "deliveries verify",
                    "audit verify",
                    "register status",
                    $"invoice {TestInstallation.Permit}",
                    $"reconcile {TestInstallation.Permit}",
                    "deliveries redeliver 2",
                    "register simulate --weeks 1",
                    "batch",
                })
            {
                _ = await rounds.TryAsync([.. command.Split(' '), "--config", installation.Config, "--data", data, "--at", Later]);
            }

            SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        });
    }
}
