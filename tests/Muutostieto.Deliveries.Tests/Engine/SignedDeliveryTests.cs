using System.IO.Abstractions;
using Microsoft.Data.Sqlite;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Records;
using Muutostieto.Records.Signing;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Each manifest has a signature beside it, which is recorded, published and removed like every file of a delivery, and does not
/// change when keys do.</summary>
public sealed class SignedDeliveryTests
{
    private EngineScene scene = null!;
    private long person;

    [SetUp]
    public void SetUp()
    {
        scene = new EngineScene(EngineScene.Permit("viikko"));
        person = scene.Events.Born("205");
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    private SigningKeys Keys => new(new FileSystem(), scene.Settings.Signing, scene.Clock);

    private string Download => scene.Drop.LocationOf("viikko");

    [Test]
    [Platform(Exclude = "Win", Reason = "ssh-keygen")]
    public async Task The_signature_comes_just_before_the_manifest_and_ssh_keygen_verifies_what_is_in_the_drop()
    {
        await scene.RunAsync();
        var delivery = scene.Ledger.List().Single();
        Assert.That(
            delivery.Files.TakeLast(2).Select(file => (file.Name, file.Records)),
            Is.EqualTo(new[] { (delivery.Manifest!.Name + ".sig", (long?)null), (delivery.Manifest.Name, null) }));
        using var keygen = new SshKeygen();
        var (manifest, signature) = (InDrop(delivery.Manifest.Name), InDrop(delivery.Manifest.Name + ".sig"));
        Assert.That(keygen.Verifies(await File.ReadAllTextAsync(Keys.SignersPath), signature, manifest), Is.True);
        manifest[^3] ^= 1;
        Assert.That(keygen.Verifies(await File.ReadAllTextAsync(Keys.SignersPath), signature, manifest), Is.False);
        Assert.That(
            System.Text.Encoding.UTF8.GetString(InDrop(delivery.Manifest.Name)),
            Does.Not.Contain(".sig"),
            "what is signed cannot name its signature");
    }

    [Test]
    public async Task Composed_and_published_across_a_change_of_keys_it_keeps_its_signature()
    {
        Keys.New();
        scene.Register.Commit();
        var composed = scene.Engine.ComposePlanned(
            scene.Engine.Planner.RequestedBase(scene.Permits[0], accepted: 0),
            scene.Observer,
            CancellationToken.None);
        var old = Keys.Current()!;
        Change();
        var published = await scene.Engine.PublishComposedAsync(composed, scene.Observer, CancellationToken.None);
        Assert.That(SignerOf(published), Is.EqualTo(old.PublicKey));

        scene.Events.ChangeAddress(person);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        await scene.RunAsync();
        Assert.That(SignerOf(scene.Ledger.List()[^1]), Is.EqualTo(Keys.Current()!.PublicKey).And.Not.EqualTo(old.PublicKey));
    }

    [Test]
    public async Task Composed_again_although_its_key_is_gone_it_is_the_same_bytes()
    {
        await scene.RunAsync();
        var delivery = scene.Ledger.List().Single();
        var sent = delivery.Files.ToDictionary(file => file.Name, file => InDrop(file.Name));
        Change();
        Directory.Delete(scene.OutboxFolderOf(delivery), recursive: true);
        Directory.Delete(Download, recursive: true);
        var again = await scene.Engine.RedeliverAsync(delivery, scene.Observer, CancellationToken.None);
        Assert.That(again.Files, Is.EqualTo(delivery.Files));
        Assert.That(again.Files.Select(file => InDrop(file.Name)), Is.EqualTo(sent.Values));
    }

    [Test]
    public async Task A_delivery_from_before_signatures_is_redelivered_without_one_and_the_next_is_signed()
    {
        await scene.RunAsync();
        ForgetSignature();
        var old = scene.Ledger.List().Single();
        Assert.That((old.Files.Count, old.Signature), Is.EqualTo((4, (string?)null)));
        Directory.Delete(scene.OutboxFolderOf(old), recursive: true);
        Directory.Delete(Download, recursive: true);
        Assert.That((await scene.Engine.RedeliverAsync(old, scene.Observer, CancellationToken.None)).Files, Is.EqualTo(old.Files));
        Assert.That(Directory.GetFiles(Download, "*.sig"), Is.Empty);

        scene.Events.ChangeAddress(person);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        await scene.RunAsync();
        Assert.That(Directory.GetFiles(Download, "*.sig"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Withdrawn_its_signature_leaves_the_drop_and_verified_it_is_hashed_as_every_file()
    {
        await scene.RunAsync();
        var delivery = scene.Ledger.List().Single();
        var signature = Path.Combine(Download, delivery.Manifest!.Name + ".sig");
        await File.AppendAllTextAsync(signature, "\n");
        Assert.That((await scene.Engine.VerifyAsync(delivery, CancellationToken.None)).Differences, Has.Some.Contains(".json.sig"));
        await scene.Engine.Withdrawal.WithdrawAsync(delivery, "test", CancellationToken.None);
        Assert.That(Directory.GetFiles(Download), Is.Empty);
    }

    [Test]
    public async Task Without_a_key_that_can_be_read_nothing_is_composed_and_the_next_run_makes_it_good()
    {
        Keys.New();
        var file = Path.Combine(scene.Settings.Signing.Path, "key-001");
        var key = await File.ReadAllBytesAsync(file);
        await File.WriteAllTextAsync(file, "no key");
        var failed = await scene.RunAsync();
        Assert.That(failed.Failures.Single().Message, Does.Contain("key-001").And.Contains("Nothing was signed"));
        Assert.That(scene.Ledger.List().Single().State, Is.EqualTo(DeliveryState.Planned));
        await File.WriteAllBytesAsync(file, key);
        Assert.That((await scene.RunAsync()).Deliveries.Single().State, Is.EqualTo(DeliveryState.Published));
    }

    [Test]
    public void The_ledger_takes_no_other_signature_for_what_is_composed()
    {
        var delivery = scene.Ledger.Plan(Ledger.Some.BasePlan());
        var files = Ledger.Some.Files(delivery);
        scene.Ledger.MarkComposed(delivery.Id, files, Ledger.Some.Counts, Ledger.Some.Time, signature: "a");
        Assert.That(
            scene.Ledger.MarkComposed(delivery.Id, files, Ledger.Some.Counts, Ledger.Some.Time, signature: "a").Signature,
            Is.EqualTo("a"));
        foreach (var other in new[] { "b", null })
        {
            Assert.That(
                Assert
                    .Throws<MuutostietoException>(() =>
                        scene.Ledger.MarkComposed(delivery.Id, files, Ledger.Some.Counts, Ledger.Some.Time, signature: other)
                    )!
                    .Kind,
                Is.EqualTo(FailureKind.Integrity));
        }
    }

    /// <summary>Another key signs, and the one before is gone altogether.</summary>
    private void Change()
    {
        var old = Keys.Current()!.Name;
        Keys.New();
        Keys.Retire(old);
        Keys.Remove(old);
    }

    /// <summary>Makes of the only delivery one that an earlier version of the program composed.</summary>
    private void ForgetSignature()
    {
        using var raw = new SqliteConnection($"Data Source={scene.LedgerPath};Pooling=False");
        raw.Open();
        using var command = raw.CreateCommand();
        command.CommandText =
            "DROP TRIGGER delivery_keeps_its_signature; DROP TRIGGER file_is_never_removed; UPDATE delivery SET signature = NULL; DELETE "
                + "FROM file WHERE name LIKE '%.sig'";
        command.ExecuteNonQuery();
        foreach (var file in Directory.GetFiles(Download, "*.sig"))
        {
            File.Delete(file);
        }
    }

    private SigningPublicKey SignerOf(Delivery delivery) => SshSignature.Parse(InDrop(delivery.Manifest!.Name + ".sig"))!.Key;

    private byte[] InDrop(string name) => File.ReadAllBytes(Path.Combine(Download, name));
}
