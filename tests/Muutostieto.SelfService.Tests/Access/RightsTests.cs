using System.Collections.Immutable;
using Muutostieto.SelfService.Access;

namespace Muutostieto.SelfService.Tests.Access;

public sealed class RightsTests
{
    [Test]
    public void Every_action_has_a_rule_and_no_role_may_do_everything([Values] UserAction action)
    {
        var roles = Rights.RolesOf(action);
        Assert.Multiple(() =>
        {
            Assert.That(roles, Is.Not.Empty);
            Assert.That(roles, Has.Count.LessThan(Enum.GetValues<Role>().Length));
        });
    }

    [Test]
    public void A_user_may_do_what_one_of_its_roles_may_and_nothing_else([Values] UserAction action, [Values] Role role)
    {
        var user = Some(role);
        Assert.That(user.May(action), Is.EqualTo(Rights.RolesOf(action).Contains(role)));
        Assert.That(() => user.Require(action), user.May(action) ? Throws.Nothing : Throws.TypeOf<AccessRefusedException>());
    }

    [Test]
    public void A_user_who_acts_for_no_recipient_can_do_nothing_that_is_done_for_one() => Assert.Multiple(() =>
    {
        Assert.That(Some(Role.Customer).RequireRecipient(UserAction.Upload), Is.EqualTo("kainuun-hyvinvointialue"));
        Assert.That(
            () => (Some(Role.Customer) with { Recipient = null }).RequireRecipient(UserAction.Upload),
            Throws.TypeOf<AccessRefusedException>());
    });

    [Test]
    public void What_is_done_for_a_recipient_is_offered_to_a_user_who_acts_for_one([Values] UserAction action, [Values] Role role)
    {
        var forNone = Some(role) with { Recipient = null };
        Assert.That(Some(role).CanDo(action), Is.EqualTo(Some(role).May(action)));
        Assert.That(
            forNone.CanDo(action),
            Is.EqualTo(forNone.May(action) && (action == UserAction.ReadNotices || role is Role.Operator or Role.Auditor)));
    }

    [Test]
    public void A_user_without_a_role_may_do_nothing([Values] UserAction action) => Assert.That(Some().May(action), Is.False);

    private static SelfServiceUser Some(params Role[] roles) =>
        new() { Id = "u1", Name = "Testaaja", Roles = roles.ToImmutableSortedSet(), Recipient = "kainuun-hyvinvointialue" };
}
