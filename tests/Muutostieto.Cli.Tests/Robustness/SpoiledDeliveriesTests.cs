using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Robustness;

/// <summary>
/// A recipient's <c>load</c> with a damaged delivery: refused, and what was loaded before stays, so that the right file goes on from there.
/// </summary>
public sealed class SpoiledDeliveriesTests
{
    private static readonly string Sound = Path.Combine(Repository.Root, "samples", "deliveries", "with-right");
    private readonly SpoiledRounds rounds = new();
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation();

    [TearDown]
    public void TearDown()
    {
        SqliteConnection.ClearAllPools();
        installation.Dispose();
    }

    [TestCase("fixed", "TT")]
    [TestCase("csv", ".zip")]
    public async Task No_damaged_file_is_loaded_and_the_right_one_goes_on_where_it_stopped(string form, string ending)
    {
        var undisturbed = installation.In("undisturbed.db");
        (await LoadAsync(Sound, undisturbed, form)).AssertDone();
        var expected = Residents(undisturbed);

        await rounds.RunAsync(25, async (round, spoiler) =>
        {
            var (folder, database) = (installation.In($"{form}{round}"), installation.In($"{form}{round}.db"));
            TestInstallation.CopyFolder(Sound, folder);
            var victim = Any(spoiler.Random, Directory.GetFiles(folder, "*" + ending));
            var sound = await File.ReadAllBytesAsync(victim);
            await File.WriteAllBytesAsync(victim, spoiler.Spoil(sound));
            if ((await LoadAsync(folder, database, form)).Code == 0)
            {
                rounds.Note($"{Path.GetFileName(victim)} was loaded");
            }

            await File.WriteAllBytesAsync(victim, sound);
            if ((await LoadAsync(folder, database, form)).Code != 0 || Residents(database) != expected)
            {
                rounds.Note($"{Path.GetFileName(victim)} right again: the database is not what it should be");
            }
        });
    }

    [Test]
    public async Task Damage_that_the_sender_has_signed_is_reported_as_a_users_mistake_would_be() =>
        await rounds.RunAsync(60, async (round, spoiler) =>
        {
            var folder = installation.In($"signed{round}");
            TestInstallation.CopyFolder(Sound, folder);
            var victim = Any(spoiler.Random, Directory.GetFiles(folder));
            var sound = await File.ReadAllBytesAsync(victim);
            var spoiled = victim.EndsWith(".zip", StringComparison.Ordinal) ? spoiler.SpoilInside(sound) : spoiler.Spoil(sound);
            await File.WriteAllBytesAsync(victim, spoiled);
            foreach (
                var file in Directory
                    .GetFiles(folder)
                    .Where(file => file.EndsWith(".json", StringComparison.Ordinal) || file.EndsWith(".sha256", StringComparison.Ordinal)))
            {
                var text = await File.ReadAllTextAsync(file, Encoding.Latin1);
                await File.WriteAllTextAsync(
                    file,
                    text.Replace(Hash(sound), Hash(spoiled), StringComparison.Ordinal)
                        .Replace($"\"bytes\": {sound.Length},", $"\"bytes\": {spoiled.Length},", StringComparison.Ordinal),
                    Encoding.Latin1);
            }

            var form = spoiler.Random.Next(2) == 0 ? "fixed" : "csv";
            _ = await LoadAsync(folder, installation.In($"signed{round}.db"), form);
            _ = await LoadAsync(folder, installation.In($"signed{round}.db"), form);
        });

    [Test]
    public async Task A_damaged_database_is_reported_and_not_written_to_a_second_time() =>
        await rounds.RunAsync(25, async (round, spoiler) =>
        {
            var database = installation.In($"damaged{round}.db");
            (await LoadAsync(Sound, database, "fixed")).AssertDone();
            SqliteConnection.ClearAllPools();
            await File.WriteAllBytesAsync(database, spoiler.Spoil(await File.ReadAllBytesAsync(database)));
            _ = await LoadAsync(Sound, database, "fixed");
        });

    private Task<Outcome> LoadAsync(string folder, string database, string form) =>
        rounds.TryAsync(["load", folder, "--into", database, "--form", form, "--receipts", installation.Root, .. installation.Options]);

    private static string Any(Random random, string[] files)
    {
        Array.Sort(files, StringComparer.Ordinal);
        return files[random.Next(files.Length)];
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Residents(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT count(*) || ' ' || group_concat(hetu || coalesce(sukunimi, '') || coalesce(kuntanumero, ''), ' ') FROM (SELECT * FROM "
                + "residents ORDER BY hetu)";
        return (string)command.ExecuteScalar()!;
    }
}
