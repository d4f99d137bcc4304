"""What Calendar, Chat and Google's consent page say themselves, in the languages of the catalogues.

The add-on's own words are its cards' to say. What belongs to the workbench (the bar, the pane for
engineers, remarks about refusals) is English.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

LANGUAGES = {
    "en": "English",
    "ja": "日本語",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "pt": "Português",
    "ru": "Русский",
}
"""The languages that a host can be set to, by what they call themselves."""


class _Row(NamedTuple):
    en: str
    de: str
    es: str
    fr: str
    ja: str
    pt: str
    ru: str


class Word(Enum):
    """A word or a sentence of a host; `{…}` stands for what is put in."""

    # fmt: off
    ADD = _Row("Add", "Hinzufügen", "Añadir", "Ajouter", "追加", "Adicionar", "Добавить")
    ADD_GUEST = _Row(
        "Add guest", "Gast hinzufügen", "Añadir invitado", "Ajouter un invité", "ゲストを追加",
        "Adicionar convidado", "Добавить гостя",
    )
    ADD_MEET = _Row(
        "Add Google Meet video conferencing", "Google Meet-Videokonferenz hinzufügen",
        "Añadir videollamada de Google Meet", "Ajouter une visioconférence Google Meet",
        "Google Meet のビデオ会議を追加", "Adicionar videoconferência do Google Meet",
        "Добавить видеовстречу Google Meet",
    )
    ADD_APP = _Row(
        "Add the app", "App hinzufügen", "Añadir la aplicación", "Ajouter l’application",
        "アプリを追加", "Adicionar o app", "Добавить приложение",
    )
    ALL_DAY = _Row(
        "all day", "ganztägig", "todo el día", "toute la journée", "終日", "o dia todo", "весь день"
    )
    APP = _Row("App", "App", "App", "Appli", "アプリ", "App", "Приложение")
    BACK = _Row("Back", "Zurück", "Atrás", "Retour", "戻る", "Voltar", "Назад")
    BEING_MADE = _Row(
        "Conference is being made …", "Videokonferenz wird erstellt …", "Creando la videollamada…",
        "Création de la visioconférence…", "ビデオ会議を作成しています…",
        "Criando a videoconferência…", "Видеовстреча создается…",
    )
    BUSY = _Row("Busy", "Beschäftigt", "Ocupado", "Occupé", "予定あり", "Ocupado", "Занято")
    CALENDAR_OF = _Row(
        "{name}’s calendar", "Kalender von {name}", "Calendario de {name}", "Agenda de {name}",
        "{name} さんのカレンダー", "Agenda de {name}", "Календарь: {name}",
    )
    CANCEL = _Row("Cancel", "Abbrechen", "Cancelar", "Annuler", "キャンセル", "Cancelar", "Отмена")
    CARD = _Row("Card", "Karte", "Tarjeta", "Carte", "カード", "Cartão", "Карточка")
    CHOOSE_CONVERSATION = _Row(
        "Choose a conversation.", "Wählen Sie eine Unterhaltung aus.", "Elige una conversación.",
        "Choisissez une conversation.", "会話を選択してください。", "Escolha uma conversa.",
        "Выберите чат.",
    )
    CHOOSE_DATE = _Row(
        "Choose a date", "Datum auswählen", "Elegir una fecha", "Choisir une date", "日付を選択",
        "Escolher uma data", "Выбрать дату",
    )
    CHOOSE_TIME = _Row(
        "Choose a time", "Uhrzeit auswählen", "Elegir una hora", "Choisir une heure", "時刻を選択",
        "Escolher um horário", "Выбрать время",
    )
    CLOSE_DIALOG = _Row(
        "Close dialog", "Dialogfeld schließen", "Cerrar cuadro de diálogo",
        "Fermer la boîte de dialogue", "ダイアログを閉じる", "Fechar caixa de diálogo",
        "Закрыть окно",
    )
    CLOSE_EDITOR = _Row(
        "Close without saving", "Schließen, ohne zu speichern", "Cerrar sin guardar",
        "Fermer sans enregistrer", "保存せずに閉じる", "Fechar sem salvar",
        "Закрыть без сохранения",
    )
    COMING = _Row("coming", "zugesagt", "asiste", "participe", "参加", "vai participar", "придет")
    COMMANDS = _Row(
        "Commands", "Befehle", "Comandos", "Commandes", "コマンド", "Comandos", "Команды"
    )
    CONTINUE = _Row(
        "Continue", "Weiter", "Continuar", "Continuer", "続行", "Continuar", "Продолжить"
    )
    CREATE = _Row("Create", "Erstellen", "Crear", "Créer", "作成", "Criar", "Создать")
    DATE = _Row("Date", "Datum", "Fecha", "Date", "日付", "Data", "Дата")
    DECLINED = _Row(
        "declined", "abgelehnt", "no asiste", "refusé", "不参加", "recusou", "не придет"
    )
    DELETED = _Row(
        "Somebody has deleted this event.", "Dieser Termin wurde gelöscht.",
        "Alguien ha eliminado este evento.", "Cet événement a été supprimé.",
        "この予定は削除されました。", "Alguém excluiu este evento.", "Это мероприятие удалено.",
    )
    DIRECT_MESSAGES = _Row(
        "Direct messages", "Direktnachrichten", "Mensajes directos", "Messages privés",
        "ダイレクト メッセージ", "Mensagens diretas", "Личные сообщения",
    )
    EDITED = _Row("edited", "bearbeitet", "editado", "modifié", "編集済み", "editada", "изменено")
    END = _Row("End", "Ende", "Fin", "Fin", "終了", "Término", "Окончание")
    FOCUS_TIME = _Row(
        "Focus time", "Fokuszeit", "Tiempo para concentrarse", "Temps de concentration",
        "サイレント モード", "Horário de concentração", "Время для работы",
    )
    GUEST_COUNT = _Row(
        "Guests: {count}", "Gäste: {count}", "Invitados: {count}", "Invités : {count}",
        "ゲスト: {count} 人", "Convidados: {count}", "Гости: {count}",
    )
    GUESTS = _Row("Guests", "Gäste", "Invitados", "Invités", "ゲスト", "Convidados", "Гости")
    HOME = _Row(
        "Home", "Startseite", "Inicio", "Accueil", "ホーム", "Página inicial", "Главная"
    )
    INVITATIONS = _Row(
        "Invitations", "Einladungen", "Invitaciones", "Invitations", "招待された予定", "Convites",
        "Приглашения",
    )
    LOADING = _Row(
        "Loading", "Wird geladen", "Cargando", "Chargement", "読み込んでいます", "Carregando",
        "Загрузка",
    )
    MAY_CHANGE_EVENTS = _Row(
        "See and change events on all your calendars",
        "Termine in allen Ihren Kalendern ansehen und ändern",
        "Ver y cambiar eventos de todos tus calendarios",
        "Consulter et modifier les événements de tous vos agendas",
        "すべてのカレンダーの予定の表示と変更",
        "Ver e alterar eventos em todas as suas agendas",
        "Просмотр и изменение мероприятий во всех ваших календарях",
    )
    MAY_CHANGE_MEETINGS = _Row(
        "See and change the settings of your Meet calls",
        "Einstellungen Ihrer Meet-Videoanrufe ansehen und ändern",
        "Ver y cambiar la configuración de tus llamadas de Meet",
        "Consulter et modifier les paramètres de vos appels Meet",
        "Meet 通話の設定の表示と変更",
        "Ver e alterar as configurações das suas chamadas do Meet",
        "Просмотр и изменение настроек ваших встреч Meet",
    )
    MAY_CHANGE_OPEN_EVENT = _Row(
        "Change the event that is open", "Den geöffneten Termin ändern",
        "Cambiar el evento abierto", "Modifier l’événement ouvert", "開いている予定の変更",
        "Alterar o evento aberto", "Изменение открытого мероприятия",
    )
    MAY_CHANGE_OWN_EVENTS = _Row(
        "See and change events on your own calendars",
        "Termine in eigenen Kalendern ansehen und ändern",
        "Ver y cambiar eventos de tus propios calendarios",
        "Consulter et modifier les événements de vos propres agendas",
        "自分が所有するカレンダーの予定の表示と変更",
        "Ver e alterar eventos nas suas próprias agendas",
        "Просмотр и изменение мероприятий в собственных календарях",
    )
    MAY_MAKE_MEETINGS = _Row(
        "Make Meet calls, and see and change those it made",
        "Meet-Videoanrufe erstellen und die erstellten ansehen und ändern",
        "Crear llamadas de Meet, y ver y cambiar las que haya creado",
        "Créer des appels Meet, et consulter et modifier ceux qu’elle a créés",
        "Meet 通話の作成と、作成した通話の表示と変更",
        "Criar chamadas do Meet e ver e alterar as que criou",
        "Создание встреч Meet, просмотр и изменение созданных",
    )
    MAY_RUN = _Row(
        "Run in your Calendar", "In Ihrem Google Kalender ausgeführt werden",
        "Ejecutarse en tu Calendar", "S’exécuter dans votre agenda", "カレンダーでの実行",
        "Ser executado na sua agenda", "Работа в вашем Календаре",
    )
    MAY_SEE_ADDRESS = _Row(
        "See your e-mail address", "Ihre E-Mail-Adresse ansehen",
        "Ver tu dirección de correo electrónico", "Consulter votre adresse e-mail",
        "メールアドレスの表示", "Ver seu endereço de e-mail",
        "Просмотр вашего адреса электронной почты",
    )
    MAY_SEE_DIRECTORY = _Row(
        "See your organization’s directory", "Verzeichnis Ihrer Organisation ansehen",
        "Ver el directorio de tu organización", "Consulter l’annuaire de votre organisation",
        "組織のディレクトリの表示", "Ver o diretório da sua organização",
        "Просмотр каталога вашей организации",
    )
    MAY_SEE_LANGUAGE = _Row(
        "See your language and time zone", "Ihre Sprache und Zeitzone ansehen",
        "Ver tu idioma y zona horaria", "Consulter votre langue et votre fuseau horaire",
        "言語とタイムゾーンの表示", "Ver seu idioma e fuso horário",
        "Просмотр вашего языка и часового пояса",
    )
    MAY_SEE_MEMBERS = _Row(
        "See who is in your conversations", "Mitglieder Ihrer Unterhaltungen ansehen",
        "Ver quién participa en tus conversaciones", "Voir qui participe à vos conversations",
        "会話のメンバーの表示", "Ver quem participa das suas conversas",
        "Просмотр участников ваших чатов",
    )
    MAY_SEE_OPEN_EVENT = _Row(
        "See the event that is open", "Den geöffneten Termin ansehen", "Ver el evento abierto",
        "Consulter l’événement ouvert", "開いている予定の表示", "Ver o evento aberto",
        "Просмотр открытого мероприятия",
    )
    MAYBE = _Row("maybe", "vielleicht", "quizás", "peut-être", "未定", "talvez", "возможно")
    MESSAGE = _Row(
        "Message", "Nachricht", "Mensaje", "Message", "メッセージ", "Mensagem", "Сообщение"
    )
    MORE_OPTIONS = _Row(
        "More options", "Weitere Optionen", "Más opciones", "Autres options", "その他のオプション",
        "Mais opções", "Другие параметры",
    )
    MY_EVENTS = _Row(
        "My events", "Meine Termine", "Mis eventos", "Mes événements", "自分の予定",
        "Meus eventos", "Мои мероприятия",
    )
    NEEDED = _Row(
        "This field is required", "Dieses Feld ist ein Pflichtfeld", "Este campo es obligatorio",
        "Ce champ est obligatoire", "この項目は必須です", "Este campo é obrigatório",
        "Это обязательное поле",
    )
    NEVER_SAVED = _Row(
        "Never saved: Calendar’s API does not know it yet",
        "Nie gespeichert: Die API von Google Kalender kennt ihn noch nicht",
        "Sin guardar: la API de Calendar aún no lo conoce",
        "Jamais enregistré : l’API d’Agenda ne le connaît pas encore",
        "未保存: カレンダーの API はまだこの予定を認識していません",
        "Nunca salvo: a API do Google Agenda ainda não o conhece",
        "Не сохранено: API Календаря о нем еще не знает",
    )
    NEW_EVENT = _Row(
        "New event", "Neuer Termin", "Evento nuevo", "Nouvel événement", "新しい予定",
        "Novo evento", "Новое мероприятие",
    )
    NEXT_WEEK = _Row(
        "Next week", "Nächste Woche", "Semana siguiente", "Semaine suivante", "次の週",
        "Próxima semana", "Следующая неделя",
    )
    NO_CARD = _Row(
        "No card to show.", "Keine Karte vorhanden.", "No hay ninguna tarjeta que mostrar.",
        "Aucune carte à afficher.", "表示するカードがありません。", "Nenhum cartão para mostrar.",
        "Карточек нет.",
    )
    NO_CONFERENCE = _Row(
        "No video conference", "Keine Videokonferenz", "Sin videollamada",
        "Pas de visioconférence", "ビデオ会議なし", "Sem videoconferência", "Без видеовстречи",
    )
    NO_MATCHES = _Row(
        "No matches", "Keine Treffer", "Sin coincidencias", "Aucun résultat", "一致なし",
        "Nenhum resultado", "Ничего не найдено",
    )
    NOT_A_DATE = _Row(
        "Enter a date", "Geben Sie ein Datum ein", "Introduce una fecha", "Saisissez une date",
        "日付を入力してください", "Digite uma data", "Введите дату",
    )
    NOT_A_TIME = _Row(
        "Enter a time", "Geben Sie eine Uhrzeit ein", "Introduce una hora", "Saisissez une heure",
        "時刻を入力してください", "Digite um horário", "Введите время",
    )
    NOT_AN_ADDRESS = _Row(
        "Enter an email address", "Geben Sie eine E-Mail-Adresse ein",
        "Introduce una dirección de correo", "Saisissez une adresse e-mail",
        "メールアドレスを入力してください", "Digite um endereço de e-mail",
        "Введите адрес электронной почты",
    )
    NOT_A_NUMBER = _Row(
        "Enter a number", "Geben Sie eine Zahl ein", "Introduce un número", "Saisissez un nombre",
        "数値を入力してください", "Digite um número", "Введите число",
    )
    NOT_A_WHOLE_NUMBER = _Row(
        "Enter a whole number", "Geben Sie eine ganze Zahl ein", "Introduce un número entero",
        "Saisissez un nombre entier", "整数を入力してください", "Digite um número inteiro",
        "Введите целое число",
    )
    NOT_SAVED = _Row(
        "not saved yet", "noch nicht gespeichert", "sin guardar", "pas encore enregistré",
        "未保存", "ainda não salvo", "еще не сохранено",
    )
    ON_CALENDAR = _Row(
        "On the calendar {email}", "Im Kalender {email}", "En el calendario {email}",
        "Dans l’agenda {email}", "カレンダー: {email}", "Na agenda {email}",
        "В календаре {email}",
    )
    ONE_OF_SERIES = _Row(
        "One of a series", "Teil einer Terminserie", "Forma parte de una serie",
        "Fait partie d’une série", "定期的な予定の 1 つ", "Parte de uma série",
        "Часть серии мероприятий",
    )
    ONLY_ORGANIZER = _Row(
        "Only its organizer can change it", "Nur der Organisator kann ihn ändern",
        "Solo el organizador puede cambiarlo", "Seul l’organisateur peut le modifier",
        "変更できるのは主催者だけです", "Só quem organiza pode alterá-lo",
        "Изменить его может только организатор",
    )
    ORGANIZED_BY = _Row(
        "Organized by {email}", "Organisiert von {email}", "Organizado por {email}",
        "Organisé par {email}", "主催者: {email}", "Organizado por {email}",
        "Организатор: {email}",
    )
    PICTURE = _Row("Image", "Bild", "Imagen", "Image", "画像", "Imagem", "Изображение")
    PREVIOUS_WEEK = _Row(
        "Previous week", "Vorherige Woche", "Semana anterior", "Semaine précédente", "前の週",
        "Semana anterior", "Предыдущая неделя",
    )
    PRIVATE = _Row(
        "Only visible to you", "Nur für Sie sichtbar", "Solo tú puedes verlo",
        "Visible par vous uniquement", "あなたにのみ表示されます", "Visível apenas para você",
        "Видно только вам",
    )
    REFRESH = _Row(
        "Refresh", "Aktualisieren", "Actualizar", "Actualiser", "更新", "Atualizar", "Обновить"
    )
    REMOVE = _Row(
        "Remove {email}", "{email} entfernen", "Quitar a {email}", "Supprimer {email}",
        "{email} を削除", "Remover {email}", "Удалить: {email}",
    )
    REMOVE_APP = _Row(
        "Remove the app", "App entfernen", "Quitar la aplicación", "Supprimer l’application",
        "アプリを削除", "Remover o app", "Удалить приложение",
    )
    REMOVE_CONFERENCE = _Row(
        "Remove conference", "Videokonferenz entfernen", "Quitar videollamada",
        "Supprimer la visioconférence", "ビデオ会議を削除", "Remover videoconferência",
        "Удалить видеовстречу",
    )
    REPEATS = _Row(
        "repeats", "wiederholt sich", "se repite", "se répète", "繰り返し", "repete-se",
        "повторяется",
    )
    SAVE = _Row("Save", "Speichern", "Guardar", "Enregistrer", "保存", "Salvar", "Сохранить")
    SAVED = _Row(
        "Event saved", "Termin gespeichert", "Evento guardado", "Événement enregistré",
        "予定を保存しました", "Evento salvo", "Мероприятие сохранено",
    )
    SELECT_ALL = _Row(
        "Select all", "Alle auswählen", "Seleccionar todo", "Tout sélectionner",
        "すべて選択", "Selecionar tudo", "Выбрать все",
    )
    SEND_MESSAGE = _Row(
        "Send message", "Nachricht senden", "Enviar mensaje", "Envoyer le message",
        "メッセージを送信", "Enviar mensagem", "Отправить сообщение",
    )
    SHOW_LESS = _Row(
        "Show less", "Weniger anzeigen", "Mostrar menos", "Afficher moins", "一部を表示",
        "Mostrar menos", "Свернуть",
    )
    SHOW_MORE = _Row(
        "Show more", "Mehr anzeigen", "Mostrar más", "Afficher plus", "もっと見る",
        "Mostrar mais", "Развернуть",
    )
    SPACES = _Row(
        "Spaces", "Gruppenbereiche", "Espacios", "Espaces", "スペース", "Espaços", "Чат-группы"
    )
    START = _Row("Start", "Beginn", "Inicio", "Début", "開始", "Início", "Начало")
    TIME = _Row("Time", "Uhrzeit", "Hora", "Heure", "時刻", "Horário", "Время")
    TITLE = _Row("Title", "Titel", "Título", "Titre", "タイトル", "Título", "Название")
    TYPE_MORE = _Row(
        "Type at least {count} letters", "Geben Sie mindestens {count} Zeichen ein",
        "Escribe al menos {count} letras", "Saisissez au moins {count} lettres",
        "{count} 文字以上入力してください", "Digite pelo menos {count} letras",
        "Введите не менее {count} символов",
    )
    TYPE_TO_SEARCH = _Row(
        "Type to search", "Zum Suchen tippen", "Escribe para buscar", "Saisissez votre recherche",
        "入力して検索", "Digite para pesquisar", "Введите запрос",
    )
    UNTITLED_BUTTON = _Row("Button", "Schaltfläche", "Botón", "Bouton", "ボタン", "Botão", "Кнопка")
    VISIT = _Row(
        "The app asks you to visit {url}", "Die App bittet Sie, {url} zu besuchen",
        "La aplicación te pide que visites {url}", "L’application vous demande de consulter {url}",
        "アプリから {url} へのアクセスを求められています", "O app pede que você acesse {url}",
        "Приложение просит перейти по ссылке {url}",
    )
    WAITING = _Row(
        "Waiting for an answer", "Auf Antwort wird gewartet", "Esperando respuesta",
        "En attente d’une réponse", "応答を待っています", "Aguardando resposta",
        "Ожидание ответа",
    )
    WANTS_ACCESS = _Row(
        "{app} wants additional access to your Google Account",
        "{app} möchte zusätzlichen Zugriff auf Ihr Google-Konto",
        "{app} quiere acceso adicional a tu cuenta de Google",
        "{app} souhaite obtenir un accès supplémentaire à votre compte Google",
        "{app} が Google アカウントへの追加アクセスを求めています",
        "{app} quer acesso adicional à sua Conta do Google",
        "Приложение {app} запрашивает дополнительный доступ к вашему аккаунту Google",
    )
    WHAT_IT_CAN_ACCESS = _Row(
        "Select what it can access", "Wählen Sie aus, worauf zugegriffen werden darf",
        "Selecciona a qué puede acceder", "Sélectionnez ce à quoi elle peut accéder",
        "アクセスを許可する項目を選択してください", "Selecione o que ele pode acessar",
        "Выберите, к чему предоставить доступ",
    )
    WITH_MEETING = _Row(
        "with {name}", "mit {name}", "con {name}", "avec {name}", "{name} あり", "com {name}",
        "с {name}",
    )
    WRONG = _Row(
        "Something went wrong.", "Etwas ist schiefgelaufen.", "Se ha producido un error.",
        "Une erreur s’est produite.", "エラーが発生しました。", "Algo deu errado.",
        "Произошла ошибка.",
    )
    # fmt: on

    def of(self, language: str, **values: object) -> str:
        """The word in a language, with what is put in; English in any other than the seven."""
        known = language if language in LANGUAGES else "en"
        text: str = getattr(self.value, known)
        return text.format(**values)
