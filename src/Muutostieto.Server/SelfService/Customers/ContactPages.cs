using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Contacts;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>The contact persons of a recipient: seen, added, changed, removed.</summary>
internal sealed class ContactPages(ContactService contacts, WordShelf shelf, PageLanguage language) : IPageArea
{
    internal const string Place = "/contacts";
    private const string One = Place + "/{contact}";

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(UserAction.KeepContacts, Place, page => page.Of<ContactWords>().Task, page => page.Of<ContactWords>().TaskWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage(Place, UserAction.KeepContacts, request => Task.FromResult(
            request.Show<ContactsPage>((nameof(ContactsPage.Contacts), contacts.List(request.User)))));
        routes.MapPage(Place + "/new", UserAction.KeepContacts, request => Task.FromResult(
            request.Show<ContactPage>((nameof(ContactPage.Model), new FormModel().Set("kind", nameof(ContactKind.Technical))))));
        routes.MapForm(Place + "/new", UserAction.KeepContacts, AddAsync);
        routes.MapPage(One, UserAction.KeepContacts, request => Task.FromResult(Edit(request)));
        routes.MapForm(One, UserAction.KeepContacts, ChangeAsync, _ => Place);
        routes.MapPage(One + "/remove", UserAction.KeepContacts, request => Task.FromResult(Find(request) is { } contact
            ? request.Show<RemoveContactPage>((nameof(RemoveContactPage.Contact), contact))
            : request.NotFound()));
        routes.MapForm(One + "/remove", UserAction.KeepContacts, RemoveAsync, _ => Place);
    }

    internal static string PlaceOf(Contact contact) => string.Create(CultureInfo.InvariantCulture, $"{Place}/{contact.Number}");

    private static ContactContent ContentOf(SentForm form) => new()
    {
        Kind = Enum.TryParse<ContactKind>(form.Text("kind"), out var kind) ? kind : (ContactKind)(-1),
        Name = form.Text("name"),
        Email = form.Text("email"),
        Phone = form.Text("phone"),
    };

    private Contact? Find(PageRequest request) =>
        contacts.List(request.User).FirstOrDefault(contact => contact.Number == request.Number("contact"));

    private PageResult Edit(PageRequest request)
    {
        if (Find(request) is not { } contact)
        {
            return request.NotFound();
        }

        var model = new FormModel()
            .Set("kind", contact.Content.Kind.ToString()).Set("name", contact.Content.Name).Set("email", contact.Content.Email)
            .Set("phone", contact.Content.Phone);
        return request.Show<ContactPage>((nameof(ContactPage.Contact), contact), (nameof(ContactPage.Model), model));
    }

    private Task<PageResult> AddAsync(PageRequest request)
    {
        try
        {
            _ = contacts.Add(request.User, ContentOf(request.Form));
            return Task.FromResult(request.Go(Place));
        }
        catch (RefusedInputException refused)
        {
            return Task.FromResult(Again(request, refused, null));
        }
    }

    private Task<PageResult> ChangeAsync(PageRequest request)
    {
        try
        {
            _ = contacts.Change(request.User, request.Number("contact"), request.Version(), ContentOf(request.Form));
            return Task.FromResult(request.Go(Place));
        }
        catch (RefusedInputException refused)
        {
            return Task.FromResult(Find(request) is { } contact ? Again(request, refused, contact) : request.NotFound());
        }
    }

    private Task<PageResult> RemoveAsync(PageRequest request)
    {
        contacts.Remove(request.User, request.Number("contact"), request.Version());
        return Task.FromResult(request.Go(Place));
    }

    private PageResult Again(PageRequest request, RefusedInputException refused, Contact? contact)
    {
        var (words, own) = (shelf.Of<MatterWords>(language.Of(request.Http)), shelf.Of<ContactWords>(language.Of(request.Http)));
        var model = request.Form.ToModel();
        foreach (var most in refused.Faults.Where(fault => fault.Field == "contacts"))
        {
            model.Fault("name", own.TooManyOf(most.Limit ?? 0));
        }

        model.Note(
            refused.Faults.Where(fault => fault.Field != "contacts"),
            fault => (fault.Field, fault.Field switch
            {
                "kind" => own.Kind,
                "email" => own.Email,
                "phone" => own.Phone,
                _ => own.Name,
            }),
            words);
        return request.ShowAgain<ContactPage>((nameof(ContactPage.Contact), contact), (nameof(ContactPage.Model), model));
    }
}
