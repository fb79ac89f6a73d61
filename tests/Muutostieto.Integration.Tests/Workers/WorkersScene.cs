using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Workers;

/// <summary>
/// Several workers with one configuration, one database and one drop, each a process with a data folder of its own. The time is the test's.
/// </summary>
internal sealed class WorkersScene : IDisposable
{
    private static readonly DateOnly FirstMonday = new(2026, 1, 5);

    private readonly TestInstallation installation = new();
    private readonly PostgreSqlDatabase database;
    private readonly int workers;

    /// <param name="cluster">Where the database is made.</param>
    /// <param name="workers">How many there are.</param>
    /// <param name="counties">A permit for each, weekly.</param>
    internal WorkersScene(PostgreSqlCluster cluster, int workers, IReadOnlyList<string> counties)
    {
        (database, this.workers, Counties) = (cluster.NewDatabase(), workers, counties);
        WriteConfiguration();
    }

    internal IReadOnlyList<string> Counties { get; }

    /// <summary>What recipients see.</summary>
    internal string Drop => installation.In("drop");

    internal PostgreSqlDatabase Database => database;

    /// <summary>Makes tables and persons.</summary>
    internal async Task FillAsync(int persons)
    {
        (await RunAsync(0, 0, "store", "migrate")).AssertDone();
        await CreateAsync(persons);
    }

    /// <summary>Makes persons in tables that are there.</summary>
    internal async Task CreateAsync(int persons)
    {
        string[] areas = [.. Counties.SelectMany(county => new[] { "--county", county })];
        (await RunAsync(
            0, 0, ["register", "create", .. areas, "--persons", persons.ToString(CultureInfo.InvariantCulture), "--no-buildings"]))
            .AssertDone();
    }

    /// <summary>Changes the section <c>Store</c> of the settings.</summary>
    internal void Set(string key, JsonNode? value)
    {
        var settings = Path.Combine(installation.Config, "appsettings.json");
        var written = JsonNode.Parse(File.ReadAllText(settings))!.AsObject();
        if (value is null)
        {
            written["Store"]!.AsObject().Remove(key);
        }
        else
        {
            written["Store"]![key] = value;
        }

        File.WriteAllText(settings, written.ToJsonString());
    }

    /// <summary>Lets the population live until a Monday.</summary>
    internal async Task LiveAsync(int week) =>
        (await RunAsync(0, week, "register", "simulate", "--weeks", "1", "--seed", week.ToString(CultureInfo.InvariantCulture)))
            .AssertDone();

    /// <summary>Starts the night of a week's Monday on all workers.</summary>
    internal List<Process> StartNight(int week) =>
        [.. Enumerable.Range(0, workers).Select(worker => ProgramProcess.Start(Arguments(worker, week, ["batch"])))];

    /// <summary>Starts a command of a worker that reaches the database by another way.</summary>
    /// <param name="worker">Which one.</param>
    /// <param name="week">Its time.</param>
    /// <param name="inside">What starts it in another place; empty: nothing.</param>
    /// <param name="connection">Its way to the database.</param>
    /// <param name="command">What it does.</param>
    internal Process StartElsewhere(int worker, int week, string[] inside, string connection, params string[] command)
    {
        var file = installation.In($"connection-{worker}");
        File.WriteAllText(file, connection + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return ProgramProcess.StartIn([.. inside, "env", $"MUUTOSTIETO__Store__connectionFile={file}"], Arguments(worker, week, command));
    }

    /// <summary>Starts a worker that stays.</summary>
    internal Process Serve(int worker) => ProgramProcess.Start(["serve", "--poll", "1", .. Options(worker)]);

    /// <summary>One worker's command at a week's Monday.</summary>
    internal Task<Outcome> RunAsync(int worker, int week, params string[] command) =>
        ProgramProcess.RunAsync(Arguments(worker, week, command));

    /// <summary>The files of records that recipients see, by their names below the drop, with their SHA-256.</summary>
    internal SortedDictionary<string, string> Records() => new(
        TestInstallation.Contents(Drop)
            .Where(file => !file.Key.EndsWith(".json", StringComparison.Ordinal) && !file.Key.EndsWith(".sig", StringComparison.Ordinal))
            .ToDictionary(),
        StringComparer.Ordinal);

    /// <summary>The manifests by their names below the drop, without what depends on the order in which deliveries were audited.</summary>
    internal SortedDictionary<string, string> Manifests() => new(
        Directory.EnumerateFiles(Drop, "*.json", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(Drop, path),
            path =>
            {
                var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
                manifest.Remove("audit");
                (manifest["delivery"]!["predecessor"] as JsonObject)?.Remove("manifestSha256");
                return manifest.ToJsonString();
            }),
        StringComparer.Ordinal);

    public void Dispose()
    {
        database.Dispose();
        installation.Dispose();
    }

    private string[] Arguments(int worker, int week, string[] command)
    {
        var night = FirstMonday.AddDays(7 * week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T02:30";
        return [.. command, .. Options(worker), "--at", night];
    }

    private string[] Options(int worker)
    {
        var data = installation.In($"worker-{worker}");
        Directory.CreateDirectory(data);
        return ["--config", installation.Config, "--data", data];
    }

    /// <summary>Gives each part of the program a login of its own, and these their rights.</summary>
    internal async Task SeparateAsync()
    {
        var logins = new DatabaseLogins(database);
        foreach (var part in new[] { "register", "interface", "owner" })
        {
            Set($"{part}ConnectionFile", Connect(logins.ConnectionStringOf(part), part));
        }

        Connect(logins.ConnectionStringOf("deliveries"));
        (await RunAsync(0, 0, "store", "migrate")).AssertDone();
        (await RunAsync(0, 0, "store", "roles", "--apply")).AssertDone();
    }

    /// <summary>Writes the connection string that the settings name.</summary>
    /// <returns>Its file.</returns>
    internal string Connect(string connectionString, string name = "connection")
    {
        var file = installation.In(name);
        File.WriteAllText(file, connectionString + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private void WriteConfiguration()
    {
        var connection = Connect(database.ConnectionString);
        foreach (var permit in Directory.GetFiles(Path.Combine(installation.Config, "permits")))
        {
            File.Delete(permit);
        }

        foreach (var county in Counties)
        {
            installation.WriteConfig(
                $"permits/alue-{county}.json",
                $$"""
                {
                  "id": "alue-{{county}}", "recipient": "saaja-{{county}}", "decision": "DVV/0009/2026",
                  "validFrom": "2026-01-01", "validTo": null, "customerNumber": "389{{county}}", "registerName": "ALUE{{county}}",
                  "area": { "county": "{{county}}" }, "product": "laajat", "nonDisclosureRight": false,
                  "rhythm": { "rule": "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", "time": "02:30", "from": "2026-01-05" },
                  "formats": ["fixed", "csv"], "fixedWidth": { "ownGroups": false }, "drop": "default"
                }
                """);
        }

        installation.WriteSettings($$""" "default": { "type": "directory", "path": {{JsonSerializer.Serialize(Drop)}} } """);
        Directory.CreateDirectory(Drop);
        var settings = Path.Combine(installation.Config, "appsettings.json");
        var written = JsonNode.Parse(File.ReadAllText(settings))!.AsObject();
        written["Store"] = new JsonObject { ["connectionFile"] = connection, ["leaseSeconds"] = 3 };
        written["StatusPage"] = new JsonObject { ["port"] = null };
        written.Remove("Ledger");
        written.Remove("Register");
        File.WriteAllText(settings, written.ToJsonString());
    }
}
