using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Records.Tests.State;

public sealed partial class PersonStateTests
{
    [Test]
    public void A_changed_code_is_the_one_in_force_and_the_old_one_former()
    {
        var state = Notified.State(
            ["0031 sukupuoli=1"],
            [$"0011 hetu={NewCode}; voimassaolo=1", $"0013 hetu={OldCode}; voimassaolo=2", "0033 sukupuoli=2", "0040 sukunimi=Ahl"]);

        Assert.That((state.IdentityCode, state.FormerCodes), Is.EqualTo((NewCode, new[] { OldCode })));
        Assert.That(Notified.Groups(state), Is.EqualTo(new[]
        {
            $"0011 hetu={NewCode}; voimassaolo=1", $"0011 hetu={OldCode}; voimassaolo=2", "0031 sukupuoli=2", "0041 sukunimi=Ahl",
        }));
    }

    [Test]
    public void A_code_changes_twice_and_back()
    {
        var state = Notified.State(
            [],
            [$"0011 hetu={NewCode}; voimassaolo=1", $"0013 hetu={OldCode}; voimassaolo=2"],
            [$"0013 hetu={OldCode}; voimassaolo=1", $"0013 hetu={NewCode}; voimassaolo=2"]);

        Assert.That((state.IdentityCode, state.FormerCodes), Is.EqualTo((OldCode, new[] { NewCode })));
    }

    [Test]
    public void The_surviving_code_of_a_merged_person_stays_and_the_surplus_is_former()
    {
        var state = Notified.State(
            [],
            [$"0010 hetu={OldCode}; voimassaolo=1", $"0013 hetu={NewCode}; voimassaolo=2", "0013 hetu=010190-904T; voimassaolo=2"]);

        Assert.That((state.IdentityCode, state.FormerCodes), Is.EqualTo((OldCode, new[] { NewCode, "010190-904T" })));
        Assert.That(state.Groups.GroupCount, Is.EqualTo(3));
    }

    [Test]
    public void A_base_line_lists_all_codes_and_its_header_stays_when_all_are_passive()
    {
        Assert.That(
            Notified.State([$"0011 hetu={OldCode}; voimassaolo=1", $"0011 hetu={NewCode}; voimassaolo=1"]).IdentityCode,
            Is.EqualTo(OldCode));
        Assert.That(Notified.State([$"0011 hetu={OldCode}; voimassaolo=2"]).IdentityCode, Is.EqualTo(OldCode));
    }

    [Test]
    public void A_guardians_changed_code_is_a_correction_in_the_childs_record() =>
        After(
            [$"3051 hetu={OldCode}; laji=1; alkupv=20200101", "3201 oikeus=T301", "3051 hetu=010170-906B; laji=1"],
            [
                [
                    $"3055 hetu={OldCode}; laji=1; alkupv=20200101",
                    "3200 oikeus=T301",
                    $"3056 hetu={NewCode}; laji=1; alkupv=20200101",
                    "3200 oikeus=T301",
                ],
            ],
            "3051 hetu=010170-906B; laji=1",
            $"3051 hetu={NewCode}; laji=1; alkupv=20200101",
            "3201 oikeus=T301");

    [Test]
    public void A_record_about_an_unknown_person_gives_its_code()
    {
        var state = new PersonState();
        state.Apply(Notified.Change("0031 sukupuoli=1"));

        Assert.That(state.IdentityCode, Is.EqualTo(Notified.Code));
    }

    [Test]
    public void An_opaque_line_changes_nothing()
    {
        var line = new Record();
        line.SetOpaque("'''EOF'''3'"u8);
        var state = Notified.State(["0031 sukupuoli=1"]);
        state.Apply(line);

        Assert.That(Notified.Groups(state), Is.EqualTo(new[] { "0031 sukupuoli=1" }));
    }
}
