namespace Muutostieto.SelfService.Access;

/// <summary>What can be done here. <see cref="Rights"/> says by which roles.</summary>
public enum UserAction
{
    /// <summary>To count residents who fit criteria.</summary>
    CountResidents,

    /// <summary>To have a list of residents made, see it and download it.</summary>
    ListResidents,

    /// <summary>To save criteria for the next time, and to see and remove what was saved.</summary>
    KeepSelections,

    /// <summary>To apply for a permit, and to see and withdraw applications of one's recipient.</summary>
    ApplyForPermit,

    /// <summary>To draft an order, count what it would get, submit it, and see the orders of one's recipient.</summary>
    DraftOrder,

    /// <summary>To see and download deliveries of one's recipient.</summary>
    FetchDeliveries,

    /// <summary>To acknowledge deliveries of one's recipient.</summary>
    Acknowledge,

    /// <summary>To upload lists and customers' files of one's recipient.</summary>
    Upload,

    /// <summary>To name the contact persons of one's recipient.</summary>
    KeepContacts,

    /// <summary>To read technical notices.</summary>
    ReadNotices,

    /// <summary>To see the state of the service, of all permits and deliveries, and the queue.</summary>
    SeeService,

    /// <summary>To approve or refuse applications and orders.</summary>
    Decide,

    /// <summary>To withdraw, deliver again, and make a base out of turn.</summary>
    OperateDeliveries,

    /// <summary>To publish technical notices.</summary>
    PublishNotices,

    /// <summary>To ask who received a person's data, and to print the person's report.</summary>
    AskAboutPerson,

    /// <summary>To verify the chain of the audit.</summary>
    VerifyAudit,
}
