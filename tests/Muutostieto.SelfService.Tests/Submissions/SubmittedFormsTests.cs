using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Submissions;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Submissions;

[TestFixture(false)]
[TestFixture(true)]
public sealed class SubmittedFormsTests(bool isInDatabase)
{
    private static readonly SelfServiceUser User = new() { Id = "u1", Name = "Testaaja", Roles = [] };
    private static readonly Guid Form = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    private SetClock clock = null!;
    private string folder = null!;
    private StorePlace place = null!;
    private SelfServiceStore store = null!;
    private SubmittedForms forms = null!;

    [SetUp]
    public void SetUp()
    {
        clock = new SetClock(new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero));
        folder = Directory.CreateTempSubdirectory().FullName;
        place = new StorePlace(isInDatabase, folder);
        store = place.Open();
        forms = new SubmittedForms(store, clock);
    }

    [TearDown]
    public void TearDown()
    {
        store.Dispose();
        place.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void The_first_takes_the_turn_and_every_other_one_goes_where_it_went()
    {
        Assert.That(forms.Begin(Form, User), Is.TypeOf<FormTurn.First>());
        Assert.That(forms.Begin(Form, User), Is.TypeOf<FormTurn.InDoubt>(), "while it is worked on");
        forms.Finish(Form, User, "/orders/1");
        Assert.That(forms.Begin(Form, User), Is.EqualTo(new FormTurn.Done("/orders/1")));
        forms.Release(Form, User);
        Assert.That(forms.Begin(Form, User), Is.EqualTo(new FormTurn.Done("/orders/1")), "what was done stays done");
    }

    [Test]
    public void One_that_did_nothing_may_come_again_and_the_same_id_of_another_user_is_another_form()
    {
        forms.Begin(Form, User);
        forms.Release(Form, User);
        Assert.That(forms.Begin(Form, User), Is.TypeOf<FormTurn.First>());
        Assert.That(forms.Begin(Form, User with { Id = "u2" }), Is.TypeOf<FormTurn.First>());
    }

    [Test]
    public void Of_many_at_once_one_is_first()
    {
        var turns = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8).Select(_ => forms.Begin(Form, User)).ToList();
        Assert.That(turns.OfType<FormTurn.First>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_form_is_remembered_for_two_days()
    {
        forms.Begin(Form, User);
        clock.Now += TimeSpan.FromDays(2);
        forms.Begin(Guid.NewGuid(), User);
        Assert.That(forms.Begin(Form, User), Is.TypeOf<FormTurn.First>());
    }
}
