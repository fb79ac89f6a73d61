using System.IO.Abstractions;
using System.Runtime.Versioning;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Hosting.Tests.Settings;
using Muutostieto.PostgreSql;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Tests.Status;

/// <summary>What several services know of the connections.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class ConnectionMemoryTableTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private ConfigurationFolder folder = null!;
    private PostgreSqlDatabase database = null!;

    private StoreSettings Store => new(Path.Combine(folder.DataRoot, "connection"), null);

    private ConnectionMemoryPlace Memory => ConnectionMemoryPlace.Of(new FileSystem(), folder.DataRoot, Store);

    [SetUp]
    public void SetUp()
    {
        (folder, database) = (new ConfigurationFolder(), PostgreSqlCluster.Shared.NewDatabase());
        Directory.CreateDirectory(folder.DataRoot);
        File.WriteAllText(Store.ConnectionFile!, database.ConnectionString);
        File.SetUnixFileMode(Store.ConnectionFile!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [TearDown]
    public void TearDown()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Test]
    public void What_was_written_is_read()
    {
        DatabaseStores.Migrate(Store);
        Assert.That(Memory.Read(), Is.Empty);
        var written = new Dictionary<string, ConnectionMemory>
        {
            ["mutpT1"] = new(Noon, Noon.AddMinutes(5), 17),
            ["mutpT2"] = new(Noon, null, null),
        };
        Memory.Write(written);
        Assert.That(Memory.Read(), Is.EquivalentTo(written));
    }

    [Test]
    public void The_last_answer_counts_whichever_service_gave_it_and_writes_last()
    {
        DatabaseStores.Migrate(Store);
        Write(new(Noon, Noon.AddMinutes(9), 30));
        Write(new(Noon.AddMinutes(-1), Noon.AddMinutes(5), 20));
        Assert.That(Memory.Read()["mutpT1"], Is.EqualTo(new ConnectionMemory(Noon.AddMinutes(-1), Noon.AddMinutes(9), 30)));
        Write(new(Noon, null, null));
        Assert.That(Memory.Read()["mutpT1"].LastKey, Is.EqualTo(30));
        Write(new(Noon, Noon.AddMinutes(10), 12));
        Assert.That(Memory.Read()["mutpT1"].LastKey, Is.EqualTo(12), "a client that loads anew begins further back");
    }

    [Test]
    public void Without_the_table_it_is_said_how_it_is_made() =>
        Assert.That(
            Memory.Read,
            Throws.TypeOf<MuutostietoException>().With.Property(nameof(MuutostietoException.Remedy)).InstanceOf<StoreRemedy.Migrate>()
                .And.Message.Contains("the interface's memory of its connections"));

    private void Write(ConnectionMemory memory) => Memory.Write(new Dictionary<string, ConnectionMemory> { ["mutpT1"] = memory });
}
