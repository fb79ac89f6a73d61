namespace Muutostieto.SelfService.Access;

/// <summary>Which roles may do what. A right holds for what is the user's own: its municipality, its recipient.</summary>
internal static class Rights
{
    public static IReadOnlyList<Role> RolesOf(UserAction action) => action switch
    {
        UserAction.CountResidents or UserAction.ListResidents or UserAction.KeepSelections => [Role.Municipality],
        UserAction.ApplyForPermit or UserAction.DraftOrder or UserAction.FetchDeliveries or UserAction.Acknowledge
            or UserAction.Upload or UserAction.KeepContacts => [Role.Customer],
        UserAction.ReadNotices => [Role.Municipality, Role.Customer, Role.Operator],
        UserAction.SeeService or UserAction.Decide or UserAction.OperateDeliveries or UserAction.PublishNotices => [Role.Operator],
        UserAction.AskAboutPerson or UserAction.VerifyAudit => [Role.Auditor],
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action without a rule."),
    };

    /// <summary>Whether an action is done for a recipient: all roles that have it act for one.</summary>
    public static bool IsForRecipient(UserAction action) => RolesOf(action).All(role => role is Role.Municipality or Role.Customer);
}
