using System.Text;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Sessions;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Sessions;

[TestFixture(false)]
[TestFixture(true)]
public sealed class UserSessionsTests(bool isInDatabase)
{
    private static readonly SelfServiceUser User = new()
    {
        Id = "u1",
        Name = "Testaaja",
        Roles = [Role.Municipality, Role.Auditor],
        Recipient = "puolangan-kunta",
        Municipalities = ["620", "205"],
    };

    private SetClock clock = null!;
    private string folder = null!;
    private StorePlace place = null!;
    private SelfServiceStore store = null!;
    private UserSessions sessions = null!;

    [SetUp]
    public void SetUp()
    {
        clock = new SetClock(new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero));
        folder = Directory.CreateTempSubdirectory().FullName;
        place = new StorePlace(isInDatabase, folder);
        store = place.Open();
        sessions = new UserSessions(store, new SessionLimits(TimeSpan.FromMinutes(30), TimeSpan.FromHours(10)), clock);
    }

    [TearDown]
    public void TearDown()
    {
        store.Dispose();
        place.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_session_knows_its_user_until_it_is_ended()
    {
        var token = sessions.Begin(User);
        var found = sessions.Find(token)!;
        Assert.That((found.Id, found.Name, found.Recipient), Is.EqualTo((User.Id, User.Name, User.Recipient)));
        Assert.That(found.Roles, Is.EqualTo(User.Roles));
        Assert.That(found.Municipalities, Is.EqualTo(User.Municipalities));
        Assert.That(sessions.Find(token + "x"), Is.Null);
        sessions.End(token);
        sessions.End(token);
        Assert.That(sessions.Find(token), Is.Null);
    }

    [Test]
    public void The_store_has_no_token()
    {
        var token = sessions.Begin(User);
        store.Dispose();
        var bytes = isInDatabase
            ? place.Text("SELECT string_agg(id || user_id || convert_from(ticket, 'UTF8'), '') FROM self_service.session")
            : string.Concat(Directory.GetFiles(folder).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        Assert.That(bytes.Contains("u1", StringComparison.Ordinal), Is.True);
        Assert.That(bytes.Contains(token, StringComparison.Ordinal), Is.False);
    }

    [Test]
    public void A_session_ends_half_an_hour_after_its_last_request_and_ten_hours_after_its_login()
    {
        var (idle, used) = (sessions.Begin(User), sessions.Begin(User));
        for (var minutes = 0; minutes < 600; minutes += 25)
        {
            Assert.That(sessions.Find(used), Is.Not.Null, $"{minutes}");
            clock.Now += TimeSpan.FromMinutes(25);
        }

        Assert.That(sessions.Find(used), Is.Null);
        Assert.That(sessions.Find(idle), Is.Null);
    }

    [Test]
    public void A_request_without_the_user_does_not_prolong_it_and_a_new_login_removes_what_has_ended()
    {
        var token = sessions.Begin(User);
        clock.Now += TimeSpan.FromMinutes(29);
        Assert.That(sessions.Find(token, prolongs: false), Is.Not.Null);
        clock.Now += TimeSpan.FromMinutes(1);
        sessions.Begin(User);
        Assert.That(store.Run(transaction => transaction.Query("SELECT id FROM session", row => row.GetString(0))), Has.Count.EqualTo(1));
        Assert.That(sessions.Find(token), Is.Null);
    }
}
