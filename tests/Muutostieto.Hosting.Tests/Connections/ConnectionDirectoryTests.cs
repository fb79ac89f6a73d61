using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Connections;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Tests.Settings;

namespace Muutostieto.Hosting.Tests.Connections;

/// <summary>Who may use the interface, as the permits say it today.</summary>
public sealed class ConnectionDirectoryTests
{
    private static readonly string First = PasswordHash.Of("ensimmäinen", PasswordHash.FewestIterations).ToString();
    private static readonly string Second = PasswordHash.Of("toinen", PasswordHash.FewestIterations).ToString();

    private readonly SetClock clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private Configuration configuration = null!;
    private Permit permit = null!;
    private ConnectionDirectory directory = null!;

    [SetUp]
    public void SetUp()
    {
        using var folder = new ConfigurationFolder();
        configuration = folder.Load().Configuration!;
        clock.Now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        permit = configuration.Permits[0] with { Interface = new InterfaceChannel("Kainuu", [First], ["FI/MUN/0000000-0/kainuu-client"]) };
        directory = new ConnectionDirectory(() => configuration.Deliveries, clock, iterations: 1);
        Permit(permit);
    }

    [Test]
    public void A_connection_has_what_its_permit_says()
    {
        var connection = directory.Verify("Kainuu", "ensimmäinen").Connection!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((connection.Permit, connection.User), Is.EqualTo(("kainuu", "Kainuu")));
            Assert.That(connection.Recipient, Is.EqualTo("kainuun-hyvinvointialue"));
            Assert.That(connection.Terms.Municipalities, Is.EqualTo(new[] { "205", "290" }));
            Assert.That((connection.Terms.IsList, connection.Terms.NonDisclosureRight), Is.EqualTo((false, NonDisclosureRight.None)));
            Assert.That(connection.Terms.Groups.Select(group => group.Group), Is.EqualTo(new[] { "004" }));
        }
    }

    [TestCase("Kainuu", "ensimmäinen", true)]
    [TestCase("Kainuu", "Ensimmäinen", false)]
    [TestCase("Kainuu", "", false)]
    [TestCase("Kainuu", "toinen", false)]
    [TestCase("kainuu", "ensimmäinen", false)]
    [TestCase("", "ensimmäinen", false)]
    [TestCase("muu", "", false)]
    public void Both_user_and_password_must_fit(string user, string password, bool fits)
    {
        // Twice: what is remembered of the first time changes no answer.
        Assert.That(directory.Verify(user, password).Connection is not null, Is.EqualTo(fits));
        Assert.That(directory.Verify(user, password), Is.EqualTo(default(CredentialCheck)).Or.Property("Connection").Not.Null);
        Assert.That(directory.Verify(user, password).Connection is not null, Is.EqualTo(fits));
    }

    [Test]
    public void Two_passwords_fit_while_both_are_in_the_permit_and_one_no_more_from_the_next_call()
    {
        Permit(permit with { Interface = permit.Interface! with { PasswordHashes = [First, Second] } });
        Assert.That(Fits("ensimmäinen") && Fits("toinen"), Is.True);
        Permit(permit with { Interface = permit.Interface! with { PasswordHashes = [Second] } });
        Assert.That((Fits("ensimmäinen"), Fits("toinen")), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_permit_counts_on_its_days_in_Finland_alone()
    {
        Permit(permit with { ValidFrom = new DateOnly(2026, 11, 22), ValidTo = new DateOnly(2026, 11, 22) });
        Assert.That(Fits("ensimmäinen"), Is.True);
        clock.Now = new DateTimeOffset(2026, 11, 22, 21, 59, 0, TimeSpan.Zero);
        Assert.That(Fits("ensimmäinen"), Is.True);
        clock.Now = new DateTimeOffset(2026, 11, 22, 22, 0, 0, TimeSpan.Zero);
        Assert.That(Fits("ensimmäinen"), Is.False);
        Assert.That(directory.Find("Kainuu"), Is.Null);
        clock.Now = new DateTimeOffset(2026, 11, 21, 21, 59, 0, TimeSpan.Zero);
        Assert.That(Fits("ensimmäinen"), Is.False);
    }

    [Test]
    public void A_connection_opens_on_its_first_day()
    {
        Permit(permit with { Interface = permit.Interface! with { From = new DateOnly(2026, 11, 23) } });
        Assert.That(Fits("ensimmäinen"), Is.False);
        clock.Now = new DateTimeOffset(2026, 11, 22, 22, 0, 0, TimeSpan.Zero);
        Assert.That(Fits("ensimmäinen"), Is.True);
    }

    [Test]
    public void A_change_of_the_permit_counts_from_the_next_call()
    {
        Assert.That(Fits("ensimmäinen"), Is.True);
        Permit(permit with { NonDisclosureRight = NonDisclosureRight.Section37, Area = new MunicipalityArea("290") });
        var terms = directory.Verify("Kainuu", "ensimmäinen").Connection!.Terms;
        Assert.That((terms.NonDisclosureRight, terms.Municipalities[0]), Is.EqualTo((NonDisclosureRight.Section37, "290")));
        Permit(permit with { Interface = null });
        Assert.That(Fits("ensimmäinen"), Is.False);
    }

    [Test]
    public void A_list_permit_has_no_municipalities()
    {
        Permit(permit with { Area = new ListArea(), NonDisclosureRight = NonDisclosureRight.OrderOnly });
        var terms = directory.Find("Kainuu")!.Terms;
        Assert.That(
            (terms.IsList, terms.Municipalities.Count, terms.NonDisclosureRight), Is.EqualTo((true, 0, NonDisclosureRight.OrderOnly)));
    }

    [TestCase("FI/MUN/0000000-0/kainuu-client", true)]
    [TestCase("FI/MUN/0000000-0/kainuu%2Dclient", true)]
    [TestCase("FI/MUN/0000000-0/muu-client", false)]
    [TestCase("kainuu-client", false)]
    [TestCase(null, false)]
    public void A_connection_is_for_its_clients(string? client, bool allowed)
    {
        Assert.That(directory.Find("Kainuu")!.IsAllowed(client), Is.EqualTo(allowed));
        Permit(permit with { Interface = permit.Interface! with { Clients = null } });
        Assert.That(directory.Find("Kainuu")!.IsAllowed(client), Is.True, "any client");
    }

    [TestCase("Kainuu")]
    [TestCase("muu")]
    public void Too_many_wrong_passwords_are_not_looked_at_for_the_rest_of_the_minute(string user)
    {
        for (var time = 0; time < FailureLimit.MostOfAUser; time++)
        {
            Assert.That(directory.Verify(user, $"arvaus {time}"), Is.EqualTo(default(CredentialCheck)));
        }

        clock.Now = clock.Now.AddSeconds(20);
        Assert.That(directory.Verify(user, "ensimmäinen"), Is.EqualTo(new CredentialCheck(null, TimeSpan.FromSeconds(40))));
        clock.Now = clock.Now.AddSeconds(40);
        Assert.That(directory.Verify(user, "ensimmäinen").Connection is not null, Is.EqualTo(user == "Kainuu"));
    }

    [Test]
    public void What_is_remembered_fits_also_while_somebody_guesses()
    {
        Assert.That(Fits("ensimmäinen"), Is.True);
        for (var time = 0; time <= FailureLimit.MostOfAUser; time++)
        {
            _ = directory.Verify("Kainuu", $"arvaus {time}");
        }

        Assert.That(directory.Verify("Kainuu", "arvaus").RetryAfter, Is.Not.Null);
        Assert.That(Fits("ensimmäinen"), Is.True);
    }

    [Test]
    public void Guesses_from_elsewhere_keep_no_right_password_from_being_looked_at_also_after_a_restart()
    {
        for (var time = 0; time < FailureLimit.MostOfASource; time++)
        {
            _ = directory.Verify(time < FailureLimit.MostOfAUser ? "Kainuu" : $"muu {time}", $"arvaus {time}", source: "elsewhere");
        }

        Assert.That(directory.Verify("Kainuu", "ensimmäinen", source: "elsewhere").RetryAfter, Is.Not.Null);
        Assert.That(directory.Verify("Kainuu", "ensimmäinen", source: "here").Connection, Is.Not.Null);
    }

    [Test]
    public void A_wrong_password_that_is_repeated_counts_once_and_fits_when_the_permit_gets_it()
    {
        for (var time = 0; time < 2 * FailureLimit.MostOfAUser; time++)
        {
            Assert.That(directory.Verify("Kainuu", "toinen"), Is.EqualTo(default(CredentialCheck)));
        }

        Assert.That(Fits("ensimmäinen"), Is.True);
        Permit(permit with { Interface = permit.Interface! with { PasswordHashes = [Second] } });
        Assert.That((Fits("toinen"), Fits("ensimmäinen")), Is.EqualTo((true, false)));
    }

    private bool Fits(string password) => directory.Verify("Kainuu", password).Connection is not null;

    private void Permit(Permit now) => configuration = configuration with { Permits = [now] };
}
